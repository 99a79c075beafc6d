package dev.pagewalk.exec;

import dev.pagewalk.hw.step.Finding;

/**
 * Two accesses to one word that can be made at the same time, one of them a write, one of them plain.
 *
 * @param agent who made its step; an interrupt or a device has numbers behind those of the threads
 * @param instruction the visible instruction of that step; -1 if an interrupt or a device made it
 * @param writes whether that step writes the word; it reads it otherwise
 * @param other the thread whose next step could have been made just as well
 * @param otherInstruction where that one stands
 * @param otherWrites whether it writes the word
 * @param word the index of the word
 * @param finding what is reported
 */
public record Race(
    int agent,
    int instruction,
    boolean writes,
    int other,
    int otherInstruction,
    boolean otherWrites,
    int word,
    Finding finding) {}
