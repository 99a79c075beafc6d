/**
 * The one way in for everybody who wants to know something about {@code .pw} files: the commands, editors, tests. A
 * mutable {@link dev.pagewalk.analysis.AnalysisHost} holds texts, an immutable {@link dev.pagewalk.analysis.Analysis}
 * answers.
 *
 * <p>Must not know who asks or how answers are shown.
 */
package dev.pagewalk.analysis;
