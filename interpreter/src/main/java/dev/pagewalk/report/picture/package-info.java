/**
 * What people look at rather than read: an execution as lanes, one for each agent, in SVG and as a page for browsers.
 *
 * <p>Pictures need nothing from elsewhere: no script that draws, no font, no network. Must not know commands or files.
 */
package dev.pagewalk.report.picture;
