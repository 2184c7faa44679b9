package docx

import "time"

// Name spaces of the format.
const (
	nsMain     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsRel      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsPackage  = "http://schemas.openxmlformats.org/package/2006/"
	nsAnchor   = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	nsDrawing  = "http://schemas.openxmlformats.org/drawingml/2006/main"
	nsPicture  = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	typePrefix = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// Names of the two headers: of the pages that follow, and of the first page of a section.
const (
	relHeader      = "rIdHeader"
	relFirstHeader = "rIdFirstHeader"
)

// parts are the files of the package, in the order they are written.
func (d Document) parts(body element, mark string, m *media) []part {
	parts := []part{
		{name: "[Content_Types].xml", xml: contentTypes()},
		{name: "_rels/.rels", xml: relationships(
			relation("rId1", nsRel+"/officeDocument", "word/document.xml"),
			relation("rId2", nsPackage+"relationships/metadata/core-properties", "docProps/core.xml"),
		)},
		{name: "docProps/core.xml", xml: d.core()},
		{name: "word/document.xml", xml: body},
		{name: "word/_rels/document.xml.rels", xml: documentRelations(m)},
		{name: "word/styles.xml", xml: d.styles()},
		{name: "word/settings.xml", xml: settings()},
		{name: "word/header.xml", xml: header(mark, true)},
		{name: "word/header-first.xml", xml: header(mark, false)},
	}
	for i, picture := range m.pictures {
		parts = append(parts, part{name: "word/" + pictureFile(i+1), raw: picture})
	}
	return parts
}

// body is the main part. Each section but the last ends in a paragraph that holds its page set-up.
func (d Document) body(m *media) element {
	body := el("w:body")
	for i, s := range d.Sections {
		for _, b := range s.Blocks {
			body = body.with(b.element(m))
		}
		if i < len(d.Sections)-1 {
			body = body.with(thin(d.setUp()))
		}
	}
	return el("w:document", "xmlns:w", nsMain, "xmlns:r", nsRel, "xmlns:wp", nsAnchor).with(body.with(d.setUp()))
}

// setUp is the page set-up of a section.
func (d Document) setUp() element {
	p := d.Page
	return el("w:sectPr").with(
		el("w:headerReference", "w:type", "default", "r:id", relHeader),
		el("w:headerReference", "w:type", "first", "r:id", relFirstHeader),
		value("w:type", "nextPage"),
		el("w:pgSz", "w:w", num(p.Width), "w:h", num(p.Height)),
		el("w:pgMar", "w:top", num(p.Top), "w:right", num(p.Right), "w:bottom", num(p.Bottom), "w:left", num(p.Left),
			"w:header", num(p.Header), "w:footer", num(p.Header), "w:gutter", "0"),
		el("w:pgNumType", "w:fmt", "decimal", "w:start", "1"),
		el("w:titlePg"),
	)
}

// header is the top margin: the mark, if there is one, and the page number.
func header(mark string, numbered bool) element {
	h := el("w:hdr", "xmlns:w", nsMain)
	if mark != "" {
		h = h.with(Text(StyleMark, mark).element(nil))
	}
	number := el("w:p").with(el("w:pPr").with(value("w:pStyle", StyleHeader)))
	if numbered {
		number = number.with(el("w:fldSimple", "w:instr", " PAGE ").with(Run{Text: "2"}.element()))
	}
	return h.with(number)
}

// settings says that the document is of Word 2013 or later; without it Word opens it in a mode for old files.
func settings() element {
	return el("w:settings", "xmlns:w", nsMain).with(
		el("w:zoom", "w:percent", "100"),
		value("w:defaultTabStop", "720"),
		value("w:characterSpacingControl", "doNotCompress"),
		el("w:compat").with(el("w:compatSetting", "w:name", "compatibilityMode",
			"w:uri", "http://schemas.microsoft.com/office/word", "w:val", "15")),
		value("w:decimalSymbol", ","),
		value("w:listSeparator", ";"),
	)
}

// core says what the document is, for file managers.
func (d Document) core() element {
	when := d.Created.UTC().Format(time.RFC3339)
	stamp := func(name string) element {
		return element{name: name, attrs: []string{"xsi:type", "dcterms:W3CDTF"}, text: when}
	}
	return el("cp:coreProperties", "xmlns:cp", nsPackage+"metadata/core-properties",
		"xmlns:dc", "http://purl.org/dc/elements/1.1/", "xmlns:dcterms", "http://purl.org/dc/terms/",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance").with(
		element{name: "dc:title", text: clean(d.Title)},
		element{name: "dc:creator", text: clean(d.Author)},
		element{name: "dc:language", text: d.Language},
		stamp("dcterms:created"), stamp("dcterms:modified"),
	)
}

func contentTypes() element {
	override := func(part, kind string) element { return el("Override", "PartName", part, "ContentType", kind) }
	return el("Types", "xmlns", nsPackage+"content-types").with(
		el("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml"),
		el("Default", "Extension", "xml", "ContentType", "application/xml"),
		el("Default", "Extension", "png", "ContentType", "image/png"),
		override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
		override("/word/document.xml", typePrefix+"document.main+xml"),
		override("/word/styles.xml", typePrefix+"styles+xml"),
		override("/word/settings.xml", typePrefix+"settings+xml"),
		override("/word/header.xml", typePrefix+"header+xml"),
		override("/word/header-first.xml", typePrefix+"header+xml"),
	)
}

func documentRelations(m *media) element {
	r := relationships(
		relation("rIdStyles", nsRel+"/styles", "styles.xml"),
		relation("rIdSettings", nsRel+"/settings", "settings.xml"),
		relation(relHeader, nsRel+"/header", "header.xml"),
		relation(relFirstHeader, nsRel+"/header", "header-first.xml"),
	)
	for i := range m.pictures {
		r = r.with(relation(pictureRel(i+1), nsRel+"/image", pictureFile(i+1)))
	}
	return r
}

func relationships(all ...element) element {
	return el("Relationships", "xmlns", nsPackage+"relationships").with(all...)
}

func relation(id, kind, target string) element {
	return el("Relationship", "Id", id, "Type", kind, "Target", target)
}
