/** How secrets are kept out of texts that people read, keep and send on. */
package lab.tripleo.secrets;
