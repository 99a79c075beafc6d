/**
 * The Debug Adapter Protocol over a stepping session: requests in, answers and events out. With {@code ls.lsp} the only
 * package that knows LSP4J.
 *
 * <p>Must not know how steps are made or what states mean: {@link dev.pagewalk.step} does.
 */
package dev.pagewalk.ls.dap;
