package main

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// Where several units are served, whoever uses a code up stands in the chat of its unit, with the invitation before him; whoever
// comes second with it stands there too and reads that it was used.
func TestCodeOfOneOfSeveralUnits(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	e.must(t, "unit", "add", "--code", "phuoc-hai", "--name", "xã Phước Hải")
	out := e.must(t, "code", "--unit", "phuoc-hai", "-n", "1")
	code := strings.ReplaceAll(regexp.MustCompile(`(?m)^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}`).FindString(out), "-", "")
	s := e.serve(t)
	defer s.stop()
	scan := func(client *http.Client, id string) (path, body string) {
		t.Helper()
		s.client = client
		contains(t, s.page("/s/"+code), "Bắt đầu")
		return s.postForm(url.Values{"id": {id}, "kind": {"start"}, "unit": {"0"}, "text": {code}})
	}
	first := newClient(t)
	path, body := scan(first, "first-scan")
	if path != "/u/phuoc-hai" {
		t.Errorf("the first stands at %s", path)
	}
	contains(t, body, "xã Phước Hải", "Không hỏi tên")
	agree := regexp.MustCompile(`name="data" value="([^"]+)"`).FindStringSubmatch(body)
	if agree == nil {
		t.Fatalf("nothing to agree to: %s", body)
	}
	s.postForm(url.Values{"id": {"first-agrees"}, "kind": {"tap"}, "unit": {"2"}, "data": {agree[1]}, "label": {"Đồng ý"}})
	second := newClient(t)
	path, body = scan(second, "second-scan")
	if path != "/u/phuoc-hai" {
		t.Errorf("the second stands at %s", path)
	}
	if strings.Contains(body, "đã dùng") {
		t.Error("a copied code tells that it was used before anybody agrees")
	}
	agree = regexp.MustCompile(`name="data" value="([^"]+)"`).FindStringSubmatch(body)
	_, body = s.postForm(url.Values{"id": {"second-agrees"}, "kind": {"tap"}, "unit": {"2"}, "data": {agree[1]}, "label": {"Đồng ý"}})
	contains(t, body, "Mã này đã dùng rồi")
}

// postForm posts what a page without script would, and says where that led.
func (s *serving) postForm(form url.Values) (path, body string) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.url+"/chat/send", strings.NewReader(form.Encode()))
	check(s.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Accept", "text/html")
	res, err := s.client.Do(req)
	check(s.t, err)
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	check(s.t, err)
	return res.Request.URL.Path, string(b)
}
