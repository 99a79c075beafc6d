/**
 * What an editor can ask about a file, one class for each question: values of the analysis in, plain records with
 * offsets out.
 *
 * <p>Must not know any protocol, nor how an editor counts lines and characters.
 */
package dev.pagewalk.ls.feature;
