/** One way to lay out a text: white space changes, and nothing else. */
package dev.pagewalk.dsl.format;
