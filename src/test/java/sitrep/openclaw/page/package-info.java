/** The page of a board that looks at real gateways, on a phone: what is pressed there, and how soon a row says so. */
@org.jspecify.annotations.NullMarked
package sitrep.openclaw.page;
