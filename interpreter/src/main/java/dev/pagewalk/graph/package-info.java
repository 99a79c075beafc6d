/**
 * States as pictures of memory: objects, page tables and what CPUs have cached are nodes with rows, what leads from one
 * to another are edges, and a {@link dev.pagewalk.graph.Graph} says for each of them at which steps of an execution it
 * looks how.
 *
 * <p>Must not know how a graph is drawn or written, nor why anybody looks at it.
 */
package dev.pagewalk.graph;
