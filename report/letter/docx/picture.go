package docx

import (
	"bytes"
	"fmt"
	"image/png"
)

// Picture is a PNG picture in a paragraph of its own.
type Picture struct {
	Style string // of the paragraph
	PNG   []byte
	Alt   string // what the picture says, for who cannot see it
	Width int    // in twips; the height follows
	// Height, if not 0, is the most it may be high; a higher picture becomes narrower.
	Height int
}

// media collects the pictures of a document while it is being built.
type media struct {
	pictures [][]byte
	err      error
}

// emuPerTwip converts to the unit of drawings.
const emuPerTwip = 635

func (p Picture) element(m *media) element {
	size, err := png.DecodeConfig(bytes.NewReader(p.PNG))
	if err != nil {
		m.err = fmt.Errorf("picture %d: %w", len(m.pictures)+1, err)
		return element{}
	}
	m.pictures = append(m.pictures, p.PNG)
	id := num(len(m.pictures))
	width, height := p.Width, p.Width*size.Height/size.Width
	if p.Height > 0 && height > p.Height {
		width, height = p.Height*size.Width/size.Height, p.Height
	}
	cx, cy := num(width*emuPerTwip), num(height*emuPerTwip)
	return el("w:p").with(
		el("w:pPr").with(value("w:pStyle", p.Style)),
		el("w:r").with(el("w:drawing").with(
			el("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0").with(
				el("wp:extent", "cx", cx, "cy", cy),
				el("wp:docPr", "id", id, "name", "Picture "+id, "descr", p.Alt),
				el("wp:cNvGraphicFramePr").with(el("a:graphicFrameLocks", "xmlns:a", nsDrawing, "noChangeAspect", "1")),
				el("a:graphic", "xmlns:a", nsDrawing).with(el("a:graphicData", "uri", nsPicture).with(
					el("pic:pic", "xmlns:pic", nsPicture).with(
						el("pic:nvPicPr").with(
							el("pic:cNvPr", "id", id, "name", "Picture "+id, "descr", p.Alt), el("pic:cNvPicPr"),
						),
						el("pic:blipFill").with(el("a:blip", "r:embed", pictureRel(len(m.pictures))), el("a:stretch").with(el("a:fillRect"))),
						el("pic:spPr").with(
							el("a:xfrm").with(el("a:off", "x", "0", "y", "0"), el("a:ext", "cx", cx, "cy", cy)),
							el("a:prstGeom", "prst", "rect").with(el("a:avLst")),
						),
					),
				)),
			),
		)),
	)
}

func pictureRel(n int) string  { return "rIdPicture" + num(n) }
func pictureFile(n int) string { return "media/picture" + num(n) + ".png" }
