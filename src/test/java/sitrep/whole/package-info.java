/** What takes longest of all: it begins before anything else, for Maven goes through names from their end. */
@org.jspecify.annotations.NullMarked
package sitrep.whole;
