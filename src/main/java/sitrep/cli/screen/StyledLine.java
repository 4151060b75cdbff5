package sitrep.cli.screen;

import java.util.ArrayList;
import java.util.List;

/** One line of output in pieces of one ink each. Immutable. */
public record StyledLine(List<Piece> pieces) {

    public record Piece(Ink ink, String text) {}

    static final StyledLine EMPTY = new StyledLine(List.of());

    public StyledLine {
        pieces = List.copyOf(pieces);
    }

    public static StyledLine of(String text) {
        return EMPTY.and(text);
    }

    public static StyledLine of(Ink ink, String text) {
        return EMPTY.and(ink, text);
    }

    public StyledLine and(String text) {
        return and(Ink.PLAIN, text);
    }

    public StyledLine and(Ink ink, String text) {
        var more = new ArrayList<>(pieces);
        more.add(new Piece(ink, text));
        return new StyledLine(more);
    }

    public StyledLine and(StyledLine other) {
        var more = new ArrayList<>(pieces);
        more.addAll(other.pieces);
        return new StyledLine(more);
    }

    int width() {
        var cells = 0;
        for (var piece : pieces) cells += CellWidth.of(piece.text());
        return cells;
    }

    /** At most so many cells of it. */
    public StyledLine cut(int cells) {
        if (width() <= cells) return this;
        var cut = EMPTY;
        var left = cells;
        for (var piece : pieces) {
            var width = CellWidth.of(piece.text());
            // A piece that just fits would leave no cell for the ellipsis.
            if (width >= left) return cut.and(piece.ink(), CellWidth.cut(piece.text() + " ", left));
            cut = cut.and(piece.ink(), piece.text());
            left -= width;
        }
        return cut;
    }

    public StyledLine padded(int cells) {
        return and(" ".repeat(Math.max(0, cells - width())));
    }

    public String painted(Colours colours) {
        var out = new StringBuilder();
        for (var piece : pieces) out.append(piece.ink().on(piece.text(), colours));
        return colours == Colours.NONE ? out.toString().stripTrailing() : out.toString();
    }
}
