/**
 * What people and programs read: a result, a trace or a diagnostic in, text or JSON out. One renderer a file.
 *
 * <p>Must not know commands, streams or files, nor how a verdict was found.
 */
package dev.pagewalk.report;
