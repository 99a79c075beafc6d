/**
 * What goes wrong in the libraries of the protocols, told in a line each.
 *
 * <p>Must not know any protocol.
 */
package dev.pagewalk.ls.log;
