/**
 * Rules as they are checked: what must be held when a field is accessed, or a page table is changed. A rule is looked
 * at in the step of the access, from the words of the state alone, and adds none to it.
 *
 * <p>Knows nothing of the language in which rules are written, nor of who runs steps.
 */
package dev.pagewalk.mm.rule;
