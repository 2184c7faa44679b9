package telegramsim

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestPhotos(t *testing.T) {
	s := quiet(t)
	u := opened(t, s)
	good := picture(t, 40, 30)
	m := form(t, s, "sendPhoto", params{"chat_id": u.ID, "photo": good, "caption": "<b>Tháng 10</b>", "parse_mode": "HTML"}).message(t)
	if m.Caption != "Tháng 10" || m.CaptionEntities[0].Length != 8 || m.Photo[0].Width != 40 || m.Photo[0].Size != len(good) {
		t.Errorf("%+v", m)
	}
	attached := form(t, s, "sendPhoto", params{"chat_id": u.ID, "photo": "attach://bieu_do", "bieu_do": good}).message(t)
	again := must(t, s, "sendPhoto", params{"chat_id": u.ID, "photo": m.Photo[0].ID}).message(t)
	if again.Photo[0] != m.Photo[0] || attached.Photo[0].UniqueID != m.Photo[0].UniqueID || attached.Photo[0].ID == m.Photo[0].ID {
		t.Errorf("%+v %+v", again.Photo, attached.Photo)
	}
	must(t, s, "editMessageCaption", params{"chat_id": u.ID, "message_id": again.ID, "caption": strings.Repeat("ế", 1024)})
	refused(t, s, "editMessageCaption", params{"chat_id": u.ID, "message_id": again.ID, "caption": strings.Repeat("ế", 1025)}, "Bad Request: message caption is too long")
	refused(t, s, "editMessageText", params{"chat_id": u.ID, "message_id": again.ID, "text": "x"}, "Bad Request: there is no text in the message to edit")
	for _, c := range []struct {
		name    string
		p       params
		status  int
		refusal string
	}{
		{"none", params{}, 400, "Bad Request: there is no photo in the request"},
		{"an attachment that is not there", params{"photo": "attach://x"}, 400, "Bad Request: there is no photo in the request"},
		{"empty", params{"photo": []byte{}}, 400, "Bad Request: file must be non-empty"},
		{"no picture", params{"photo": []byte("%PDF-1.7 not a picture")}, 400, "Bad Request: IMAGE_PROCESS_FAILED"},
		{"half a picture", params{"photo": good[:len(good)-30]}, 400, "Bad Request: IMAGE_PROCESS_FAILED"},
		{"too large an edge", params{"photo": picture(t, 9550, 480)}, 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"},
		{"a stripe", params{"photo": picture(t, 210, 10)}, 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"},
		{"too many bytes", params{"photo": append(picture(t, 40, 30), make([]byte, maxPhoto)...)}, 413, "Request Entity Too Large"},
		{"caption", params{"photo": good, "caption": strings.Repeat("a", 1025)}, 400, "Bad Request: message caption is too long"},
		{"an address", params{"photo": "https://xa.gov.vn/a.png"}, 400, "Bad Request: failed to get HTTP URL content"},
		{"an id nobody gave", params{"photo": "AgACAgUAAx"}, 400, "Bad Request: wrong file identifier/HTTP URL specified"},
	} {
		c.p["chat_id"] = u.ID
		if a := form(t, s, "sendPhoto", c.p); a.Status != c.status || a.Description != c.refusal {
			t.Errorf("%s: %d %s", c.name, a.Status, a.Description)
		}
		blamed(t, s, c.refusal)
	}
}

func TestDocuments(t *testing.T) {
	s := quiet(t)
	u := opened(t, s)
	sheet := []byte("PK\x03\x04 bảng tính")
	m := form(t, s, "sendDocument", params{"chat_id": u.ID, "document": sheet, "caption": "Bảng"}).message(t)
	if m.Document.Name != "document.png" || m.Document.Size != len(sheet) || m.Document.MIME != "application/zip" || m.Caption != "Bảng" {
		t.Errorf("%+v", m.Document)
	}
	var f fileAnswer
	if err := json.Unmarshal(must(t, s, "getFile", params{"file_id": m.Document.ID}).Result, &f); err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("GET", "/file/bot"+s.Token()+"/"+f.Path, nil))
	if !bytes.Equal(w.Body.Bytes(), sheet) || f.Size != len(sheet) || !bytes.Equal(s.FileData(m.Document.ID), sheet) {
		t.Errorf("%+v %q", f, w.Body)
	}
	refused(t, s, "sendPhoto", params{"chat_id": u.ID, "photo": m.Document.ID}, "Bad Request: type of file mismatch")
	refused(t, s, "getFile", params{"file_id": "x"}, "Bad Request: wrong file_id or the file is temporarily unavailable")
	refused(t, s, "getFile", params{}, "Bad Request: file_id not specified")
	big := form(t, s, "sendDocument", params{"chat_id": u.ID, "document": make([]byte, maxDownload+1)}).message(t)
	refused(t, s, "getFile", params{"file_id": big.Document.ID}, "Bad Request: file is too big")
	huge := httptest.NewRequest("POST", "/bot"+s.Token()+"/sendDocument", http.NoBody)
	huge.ContentLength = maxBody + 1
	if a := serve(t, s, huge); a.Status != 413 {
		t.Error(a.Body)
	}
	form(t, s, "sendDocument", params{"chat_id": u.ID, "document": sheet, "bang": sheet})
	blamed(t, s, "a file nothing refers to")
}

// Clients write the name of a file in more ways than the standard knows.
func TestFileNames(t *testing.T) {
	for header, want := range map[string][2]string{
		`form-data; name="photo"; filename="a b.png"`:         {"photo", "a b.png"},
		`form-data;name="abc";filename=bảng tháng 10.xlsx`:    {"abc", "bảng tháng 10.xlsx"},
		`form-data; name="d"; filename*=UTF-8''b%E1%BA%A3ng`:  {"d", "bảng"},
		`form-data; name="text"`:                              {"text", ""},
		`form-data; name=x; filename="tờ khai.pdf"`:           {"x", "tờ khai.pdf"},
		`form-data; name="caption"; something=not understood`: {"caption", ""},
	} {
		if name, file := disposition(header); name != want[0] || file != want[1] {
			t.Errorf("%s: %q %q", header, name, file)
		}
	}
}
