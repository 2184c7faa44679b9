package intake

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

const (
	maxEntries = 5_000 // files in an archive

	// An entry larger than bombFloor that was packed more than bombRatio times is no document: text of tables packs
	// some twenty times, a page of zeros a thousand.
	bombFloor = 4 << 20
	bombRatio = 200
)

// openArchive opens the zip that .docx and .xlsx files are, and refuses those that would unpack to too much. Sizes are
// those the directory states; reading an entry beyond its stated size fails in archive/zip.
func openArchive(data []byte) (*zip.Reader, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, refuse(wordBrokenArchive)
	}
	if len(z.File) > maxEntries {
		return nil, refuse(wordBomb)
	}
	var total uint64
	for _, f := range z.File {
		total += min(f.UncompressedSize64, maxUnzipped+1)
		if total > maxUnzipped || f.UncompressedSize64 > bombFloor && f.UncompressedSize64/bombRatio > f.CompressedSize64 {
			return nil, refuse(wordBomb)
		}
	}
	return z, nil
}

// recogniseArchive tells Word from Excel by the parts an archive has.
func recogniseArchive(data []byte) (Format, error) {
	z, err := openArchive(data)
	if err != nil {
		return "", err
	}
	for _, f := range z.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		switch {
		case isMainPart(name):
			return Word, nil
		case name == "xl/workbook.xml":
			return Excel, nil
		case name == "xl/workbook.bin":
			return "", refuse(wordBinaryExcel)
		case name == "content.xml":
			return "", refuse(wordOpenDocument)
		}
	}
	return "", refuse(wordOtherArchive)
}

// isMainPart tells whether an entry is the text of a Word document. Some programs number it.
func isMainPart(name string) bool {
	rest, ok := strings.CutPrefix(name, "word/document")
	if !ok {
		return false
	}
	number, ok := strings.CutSuffix(rest, ".xml")
	return ok && strings.Trim(number, "0123456789") == ""
}

// mainPart opens the text of a Word document.
func mainPart(z *zip.Reader) (io.ReadCloser, error) {
	for _, f := range z.File {
		if isMainPart(strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))) {
			r, err := f.Open()
			if err != nil {
				return nil, refuse(wordBrokenArchive)
			}
			return r, nil
		}
	}
	return nil, refuse(wordOtherArchive)
}
