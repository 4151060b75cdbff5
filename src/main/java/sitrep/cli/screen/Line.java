package sitrep.cli.screen;

import java.util.ArrayList;
import java.util.List;

/** One line of output in pieces of one ink each. Immutable. */
public record Line(List<Piece> pieces) {

    public record Piece(Ink ink, String text) {}

    static final Line EMPTY = new Line(List.of());

    public Line {
        pieces = List.copyOf(pieces);
    }

    public static Line of(String text) {
        return EMPTY.and(text);
    }

    public static Line of(Ink ink, String text) {
        return EMPTY.and(ink, text);
    }

    public Line and(String text) {
        return and(Ink.PLAIN, text);
    }

    public Line and(Ink ink, String text) {
        var more = new ArrayList<>(pieces);
        more.add(new Piece(ink, text));
        return new Line(more);
    }

    public Line and(Line other) {
        var more = new ArrayList<>(pieces);
        more.addAll(other.pieces);
        return new Line(more);
    }

    int width() {
        var cells = 0;
        for (var piece : pieces) cells += Width.of(piece.text());
        return cells;
    }

    /** At most so many cells of it. */
    public Line cut(int cells) {
        if (width() <= cells) return this;
        var cut = EMPTY;
        var left = cells;
        for (var piece : pieces) {
            var width = Width.of(piece.text());
            // A piece that just fits would leave no cell for the ellipsis.
            if (width >= left) return cut.and(piece.ink(), Width.cut(piece.text() + " ", left));
            cut = cut.and(piece.ink(), piece.text());
            left -= width;
        }
        return cut;
    }

    public Line padded(int cells) {
        return and(" ".repeat(Math.max(0, cells - width())));
    }

    public String painted(Colours colours) {
        var out = new StringBuilder();
        for (var piece : pieces) out.append(piece.ink().on(piece.text(), colours));
        return colours == Colours.NONE ? out.toString().stripTrailing() : out.toString();
    }
}
