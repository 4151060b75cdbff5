package sitrep.core.event;

import sitrep.core.text.Check;
import sitrep.core.text.Invalid;
import sitrep.core.text.Limits;

/** Something to open that belongs to a task: a pull request, an artefact, a session. */
public record Link(String rel, String href) {
    public Link {
        Check.text("links.rel", rel, Limits.ID);
        Check.text("links.href", href, Limits.LINK);
        if (!href.startsWith("http://") && !href.startsWith("https://")) {
            throw new Invalid("links.href", "a link of another kind", "http:// or https://");
        }
    }
}
