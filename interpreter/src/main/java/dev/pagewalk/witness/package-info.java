/**
 * A failure as an artefact: the choices of an execution, replayed into the lines that people read, and the file in
 * which they are kept.
 *
 * <p>Must not know how the execution was found, nor how it is shown.
 */
package dev.pagewalk.witness;
