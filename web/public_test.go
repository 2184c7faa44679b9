package web

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/procedure"
)

// Whatever somebody imports, it is text on our pages.
func TestHostileRecord(t *testing.T) {
	bad := `<script>alert(1)</script>"'</title>--><img src=x onerror=alert(1)>`
	p := procedure.Procedure{
		Key: "x1", Name: bad, ShortName: bad, Field: bad, OfficialField: bad + "2", HandledBy: bad, Audience: []string{bad}, Channels: []string{bad, online},
		Documents: []procedure.Document{{Name: bad, When: bad, Form: bad, Original: bad}}, DocumentsTotal: 9, ProcessingTime: bad,
		Fees: []procedure.Charge{{Text: bad, Condition: bad}}, Result: []string{bad}, Agency: []string{bad}, Conditions: []string{bad}, Steps: []string{bad},
		LegalBasis: []string{bad}, Forms: []string{bad}, DecisionNo: bad, SourceURL: "javascript:alert(1)", AsOf: procedure.Date(bad),
		LocalVariants: []procedure.Variant{{Place: bad, ProcessingTime: bad, Fees: []procedure.Charge{{Text: bad}}, FeeNote: bad}}, PossibleSuccessor: bad,
	}
	e := procedure.Edition{
		Procedures: []procedure.Procedure{p}, Fees: []procedure.FeeRule{{Province: "TP. Hồ Chí Minh", Key: "x1", Channel: bad, Condition: bad, Per: bad, Exempt: bad, Source: bad, From: "2020-01-01"}},
		Overrides: []procedure.Override{{Unit: "long-dien", Key: "x1", Block: procedure.BlockTime, Text: bad, Source: bad, From: "2020-01-01"}},
	}
	s := newShelf(t, having(t, e), func(s *server) {
		s.Changes = func(context.Context, time.Time, int) ([]procedure.Change, error) {
			return []procedure.Change{{Release: 1, At: time.Now(), Key: "x1", Name: bad, Kind: procedure.Changed, Lines: []string{bad}}}, nil
		}
	})
	field := url.QueryEscape(s.Finder().Fields()[0].ID)
	for _, path := range []string{"/thu-tuc", "/thu-tuc/x1", "/thu-tuc/x1/in", "/thu-tuc?linh-vuc=" + field, "/thu-tuc/in?linh-vuc=" + field, "/thu-tuc/thay-doi", "/thu-tuc/thay-doi.atom", "/thu-tuc?q=script+alert"} {
		body := s.page(path)
		wantNot(t, body, "<script>alert", "<img src=x", `href="javascript`, `"javascript:`)
		if n := strings.Count(body, "<script"); n > 1 { // the data about the service
			t.Errorf("%s: %d scripts", path, n)
		}
	}
}

// A record as long as any source could make it is shown whole.
func TestVeryLongRecord(t *testing.T) {
	p := procedure.Procedure{Key: "x1", Name: strings.Repeat("Thủ tục rất dài ", 100), Field: "Khác", HandledBy: "UBND cấp xã", AsOf: "2026-01"}
	for range 400 {
		p.Documents = append(p.Documents, procedure.Document{Name: strings.Repeat("Giấy tờ ", 100), When: strings.Repeat("nếu có ", 20)})
		p.Steps = append(p.Steps, strings.Repeat("bước ", 200))
	}
	s := newShelf(t, having(t, procedure.Edition{Procedures: []procedure.Procedure{p}}))
	for _, path := range []string{"/thu-tuc/x1", "/thu-tuc/x1/in", "/thu-tuc?linh-vuc=khac"} {
		body := s.page(path)
		if path != "/thu-tuc?linh-vuc=khac" && strings.Count(body, "<li>") < 800 {
			t.Errorf("%s: only %d lines", path, strings.Count(body, "<li>"))
		}
		if _, d, ok := strings.Cut(body, `name="description" content="`); ok && strings.IndexByte(d, '"') > 1000 {
			t.Errorf("%s: description of %d bytes", path, strings.IndexByte(d, '"'))
		}
	}
}

func TestPagesAreKept(t *testing.T) {
	s := newShelf(t)
	for _, path := range []string{"/thu-tuc", "/thu-tuc/1.001193", "/thu-tuc/1.001193/in", "/thu-tuc?linh-vuc=ho-tich", "/thu-tuc/in?linh-vuc=ho-tich", "/thu-tuc/thay-doi", "/thu-tuc/thay-doi.atom", "/sitemap.xml"} {
		resp, body := s.get(path, "Accept-Encoding", "gzip")
		tag := resp.Header.Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) || resp.Header.Get("Cache-Control") != "public, max-age=300" || resp.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: %v", path, resp.Header)
		}
		if resp.Header.Get("Content-Encoding") != "gzip" || !isGzip(t, body) {
			t.Errorf("%s: not compressed", path)
		}
		again, rest := s.get(path, "If-None-Match", tag)
		if again.StatusCode != http.StatusNotModified || rest != "" {
			t.Errorf("%s asked again: %s, %d bytes", path, again.Status, len(rest))
		}
		if other, _ := s.get(path, "If-None-Match", `W/"other"`); other.StatusCode != http.StatusOK {
			t.Errorf("%s with another tag: %s", path, other.Status)
		}
		head, _ := s.ask(http.MethodHead, path)
		if head.StatusCode != http.StatusOK || head.Header.Get("ETag") != tag {
			t.Errorf("HEAD %s: %s", path, head.Status)
		}
		if post, _ := s.ask(http.MethodPost, path); post.StatusCode < 400 {
			t.Errorf("POST %s: %s", path, post.Status)
		}
	}
	if resp, _ := s.get("/thu-tuc?q=khai+sinh"); resp.Header.Get("Cache-Control") != "no-store" {
		t.Error("what somebody asked is kept by caches")
	}
	// Which address was used may stand on the page while none is set: nobody else may get it then.
	s = newShelf(t, func(s *server) { s.PublicURL = "" })
	resp, body := s.get("/thu-tuc/1.001193")
	if got := resp.Header.Get("Cache-Control"); got != "private, max-age=300" {
		t.Errorf("kept %q", got)
	}
	wantNot(t, body, "canonical", `"url"`)
}

func isGzip(t *testing.T, body string) bool {
	t.Helper()
	z, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		return false
	}
	_, err = io.Copy(io.Discard, z)
	return err == nil
}

// The first load of a typical page with all that it needs stays small enough for a bad network.
func TestFirstLoad(t *testing.T) {
	s := newShelf(t)
	const bound = 15_000
	for _, path := range []string{"/thu-tuc", "/thu-tuc/1.001193", "/thu-tuc?q=khai+sinh", "/thu-tuc?linh-vuc=ho-tich"} {
		_, body := s.get(path, "Accept-Encoding", "gzip")
		total := len(body)
		_, plain := s.get(path)
		files := regexp.MustCompile(`/static/[a-z.0-9]+`).FindAllString(plain, -1)
		if len(files) != 3 { // two style sheets and the icon
			t.Errorf("%s loads %v", path, files)
		}
		for _, file := range files {
			_, small := s.get(file, "Accept-Encoding", "gzip")
			total += len(small)
		}
		t.Logf("%s: %d bytes, %d with style and icon", path, len(body), total)
		if total > bound {
			t.Errorf("%s: first load of %d bytes", path, total)
		}
	}
}

func BenchmarkPages(b *testing.B) {
	s := newShelf(b)
	for name, path := range map[string]string{
		"catalogue": "/thu-tuc", "procedure": "/thu-tuc/1.001193", "longest": "/thu-tuc/1.013949", "field": "/thu-tuc?linh-vuc=ho-tich",
		"search": "/thu-tuc?q=lam+giay+khai+sinh+can+gi", "sheet": "/thu-tuc/1.001193/in", "board": "/thu-tuc/in?linh-vuc=ho-tich",
		"qr": "/thu-tuc/1.001193/qr.svg", "sitemap": "/sitemap.xml",
	} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				begin := time.Now()
				s.get(path, "Accept-Encoding", "gzip")
				took = append(took, time.Since(begin))
			}
			b.ReportMetric(float64(quantile(took, 0.99).Microseconds()), "µs/p99")
		})
	}
}

func quantile(took []time.Duration, q float64) time.Duration {
	slices.Sort(took)
	return took[int(q*float64(len(took)-1))]
}
