package workbook

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"time"
)

// core writes the properties of the file with the prefixes everybody else gives them. XML does not mind how they are called, and
// excelize calls them otherwise when it writes them; but readers that look for the usual names (exceljs) refuse such a file.
func (p properties) core() []byte {
	at := p.at.UTC().Format(time.RFC3339)
	title, author := escaped(clean(p.title)), escaped(clean(p.author))
	return fmt.Appendf(nil, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" `+
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`+
		`<dc:title>%s</dc:title><dc:creator>%s</dc:creator><cp:lastModifiedBy>%[2]s</cp:lastModifiedBy>`+
		`<dcterms:created xsi:type="dcterms:W3CDTF">%[3]s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%[3]s</dcterms:modified>`+
		`<dc:language>vi-VN</dc:language></cp:coreProperties>`, title, author, at)
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
