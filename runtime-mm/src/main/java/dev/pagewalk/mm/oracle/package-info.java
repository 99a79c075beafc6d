/**
 * Oracles over the kernel's objects together: whether reverse maps know every mapping, and whether page tables are what
 * they must be. They look after every step, and only at what the step has changed.
 *
 * <p>Must not know which kernel function made the step.
 */
package dev.pagewalk.mm.oracle;
