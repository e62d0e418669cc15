/**
 * How a worker asks for a program of the orchestrator to be run, this program's shell scripts, and
 * how words reach a shell unchanged. Vocabulary only: who runs programs, and with which library, is
 * not known here.
 */
package lab.tripleo.process;
