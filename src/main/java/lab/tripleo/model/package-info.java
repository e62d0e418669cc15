/**
 * What the lab is: plain values, checked by their constructors. Reads and writes no files, knows no
 * formats, templates or processes; the configuration reader has already reported a user's mistakes.
 */
package lab.tripleo.model;
