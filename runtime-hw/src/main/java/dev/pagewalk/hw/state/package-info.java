/**
 * The one mutable thing: a flat array of words with a journal for undo and an incremental fingerprint, and the layout
 * that says what each word is.
 *
 * <p>Must not know what a step does, nor anything of a particular kernel object.
 */
package dev.pagewalk.hw.state;
