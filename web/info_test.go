package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"motcua/org"
)

func TestHealth(t *testing.T) {
	var problem error
	s := newSite(t, func(_ *house, w *server) {
		w.Ready = func(context.Context) error { return problem }
		w.Metrics = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "motcua_up 1") })
	})
	b := s.browser()
	secret := errors.New("dial tcp user:pass@10.0.0.1")
	for _, tc := range []struct {
		problem error
		status  int
		body    string
	}{
		{nil, 200, `{"ready":true,"version":"test"}`},
		{&Down{"postgresql", secret}, 503, `{"ready":false,"version":"test","down":["postgresql"]}`},
		{errors.Join(&Down{"redis", secret}, fmt.Errorf("check: %w", &Down{"postgresql", secret}), &Down{"redis", secret}), 503, `{"ready":false,"version":"test","down":["postgresql","redis"]}`},
		{secret, 503, `{"ready":false,"version":"test","down":["service"]}`},
	} {
		problem = tc.problem
		resp, body := b.get("/readyz")
		if resp.StatusCode != tc.status || body != tc.body {
			t.Errorf("%v: %s %s", tc.problem, resp.Status, body)
		}
		if resp, body := b.get("/healthz"); resp.StatusCode != 200 || body != "ok" {
			t.Errorf("health: %s %s", resp.Status, body)
		}
	}
	if !errors.Is(&Down{"redis", secret}, secret) || !strings.Contains((&Down{"redis", secret}).Error(), "dial tcp") {
		t.Error("the operator is not told why")
	}
	want(t, b.page("/metrics"), "motcua_up 1")
}

func TestPrivacy(t *testing.T) {
	s := newSite(t, func(s *house, _ *server) {
		s.units[0].Settings = org.Settings{Office: "Văn phòng HĐND và UBND xã", Hotline: "0254 000 000", RetentionMonths: 12}
	})
	want(t, s.browser().page("/quyen-rieng-tu"), "Văn phòng HĐND và UBND xã", "0254 000 000", "Lưu 12 tháng", "/dulieu", "/xoa", "180 ngày", "30 ngày")
}

func TestStaticFiles(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	kinds := map[string]string{"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
	met := map[string]bool{}
	for _, m := range regexp.MustCompile(`"(/static/[a-z]+\.[0-9a-f]{8}\.([a-z]+))"`).FindAllStringSubmatch(b.page("/"), -1) {
		resp, body := b.get(m[1])
		if resp.StatusCode != 200 || body == "" || resp.Header.Get("Content-Type") != kinds[m[2]] {
			t.Errorf("%s: %s, %s", m[1], resp.Status, resp.Header.Get("Content-Type"))
		}
		if got := resp.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s is kept %q", m[1], got)
		}
		met[m[2]] = true
		plain, _ := b.get(m[1], "Accept-Encoding", "identity")
		if plain.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s is compressed for who cannot read it", m[1])
		}
	}
	if len(met) != len(kinds) {
		t.Errorf("the page refers to %v only", met)
	}
	for _, path := range []string{"/static/app.css", "/static/", "/static/app.00000000.css", "/khong-co", "/u/", "/phong/"} {
		resp, body := b.get(path)
		if resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, resp.Status)
		}
		want(t, body, "Không có trang này")
	}
}

func TestRobots(t *testing.T) {
	real := newSite(t)
	want(t, real.browser().page("/robots.txt"), "Disallow: /phong/", "Disallow: /s/")
	demo := newSite(t, func(_ *house, w *server) { w.Demo = true })
	want(t, demo.browser().page("/robots.txt"), "Disallow: /\n")
}
