/**
 * What people look at rather than read: an execution as lanes, one for each agent, in SVG and as a page for browsers.
 *
 * <p>Pictures need nothing from elsewhere: no script that draws, no font, no network. Their frame, looks and script are
 * resources that the view of the editor has in common with the page. Must not know commands or files.
 */
package dev.pagewalk.report.picture;
