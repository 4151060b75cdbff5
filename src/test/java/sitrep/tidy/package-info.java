/** The rules that a machine can check, and the repository they are checked on. */
package sitrep.tidy;
