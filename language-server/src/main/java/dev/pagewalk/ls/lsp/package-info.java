/**
 * The language server protocol: positions, messages, and who is told what and when. The one package that knows it.
 *
 * <p>Must not know anything about the language that {@link dev.pagewalk.ls.feature} could answer.
 */
package dev.pagewalk.ls.lsp;
