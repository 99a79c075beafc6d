/**
 * The commands of {@code pagewalk}, one per file, and the tool that reads the command line and runs them.
 *
 * <p>Must not know how a scenario is judged: commands ask the analysis and hand its result to a renderer.
 */
package dev.pagewalk.cli;
