package main

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"motcua/bot/platform"
	"motcua/internal/service"
)

func TestVersionAndHelp(t *testing.T) {
	t.Parallel()
	if got := (env{}).must(t, "version"); got != "motcua "+version+"\n" {
		t.Errorf("version: %q", got)
	}
	help := env{}.must(t, "help")
	for _, args := range [][]string{{"--help"}, {"-h"}} {
		if got := (env{}).must(t, args...); got != help {
			t.Errorf("%v: %q", args, got)
		}
	}
	contains(t, help, "MOTCUA_ADDR", "MOTCUA_DATA", "MOTCUA_PUBLIC_URL", "DATABASE_URL", "REDIS_URL", "DATABASE_URL_FILE")
}

// Whoever mistypes a call gets exit status 2 and the way on; nothing is opened for it.
func TestWrongCalls(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"no such command":   {[]string{"serv"}, `Không có lệnh "serv".`},
		"empty command":     {[]string{""}, `Không có lệnh "".`},
		"unknown flag":      {[]string{"serve", "--dmeo"}, "dmeo"},
		"left over":         {[]string{"serve", "demo"}, `không nhận từ "demo"`},
		"left over flag":    {[]string{"digest", "--period", "2026-10", "extra"}, `"extra"`},
		"no verb":           {[]string{"unit"}, "add, list"},
		"flag for a verb":   {[]string{"point", "--unit", "x"}, "add, list"},
		"wrong verb":        {[]string{"point", "delete"}, `không có phần "delete"; có: add, list, remove`},
		"no code":           {[]string{"unit", "add", "--name", "xã A"}, "--code"},
		"code with accents": {[]string{"unit", "add", "--code", "xã-a", "--name", "xã A"}, "Xin ghi --code"},
		"no period":         {[]string{"digest"}, "--period"},
		"wrong period":      {[]string{"digest", "--period", "2026-13"}, "--period"},
	} {
		t.Run(name, func(t *testing.T) {
			env{"MOTCUA_DATA": filepath.Join(t.TempDir(), "d")}.refused(t, 2, c.args, c.says)
		})
	}
}

func TestHelpOfACommand(t *testing.T) {
	t.Parallel()
	r := env{"MOTCUA_DATA": t.TempDir()}.call(t, "digest", "-h")
	if r.status != 0 {
		t.Errorf("status %d", r.status)
	}
	contains(t, r.out, "--period", "--unit", "--out")
}

func TestConfigErrors(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(t.TempDir(), "secret")
	check(t, os.WriteFile(secret, []byte("x"), 0o600))
	for name, c := range map[string]struct {
		env  env
		says []string
	}{
		"address without port":   {env{"MOTCUA_ADDR": "localhost"}, []string{`MOTCUA_ADDR "localhost"`, "dạng máy:cổng"}},
		"public scheme":          {env{"MOTCUA_PUBLIC_URL": "ftp://x"}, []string{`MOTCUA_PUBLIC_URL "ftp://x"`}},
		"public without host":    {env{"MOTCUA_PUBLIC_URL": "https://"}, []string{"MOTCUA_PUBLIC_URL"}},
		"public with a query":    {env{"MOTCUA_PUBLIC_URL": "https://x?a=b"}, []string{"MOTCUA_PUBLIC_URL"}},
		"public debug address":   {env{"MOTCUA_DEBUG_ADDR": "0.0.0.0:6060"}, []string{`MOTCUA_DEBUG_ADDR "0.0.0.0:6060"`, "chỉ nhận địa chỉ của chính máy này"}},
		"debug on every address": {env{"MOTCUA_DEBUG_ADDR": ":6060"}, []string{"MOTCUA_DEBUG_ADDR", "127.0.0.1:6060"}},
		"log level":              {env{"MOTCUA_LOG_LEVEL": "loud"}, []string{`MOTCUA_LOG_LEVEL "loud"`, "debug, info, warn hoặc error"}},
		"secret twice":           {env{"DATABASE_URL": "a", "DATABASE_URL_FILE": secret}, []string{"DATABASE_URL và DATABASE_URL_FILE cùng được đặt"}},
		"no secret file":         {env{"REDIS_URL_FILE": secret + "?"}, []string{"REDIS_URL_FILE", "no such file"}},
		"all at once":            {env{"MOTCUA_ADDR": "x", "MOTCUA_PUBLIC_URL": "y"}, []string{"MOTCUA_ADDR", "MOTCUA_PUBLIC_URL"}},
	} {
		t.Run(name, func(t *testing.T) { c.env.refused(t, 2, []string{"version"}, c.says...) })
	}
}

func TestConfigDefaults(t *testing.T) {
	t.Parallel()
	c, err := readConfig(env{"MOTCUA_PUBLIC_URL": "https://motcua.xa.vn/"}.getenv)
	want := config{addr: "127.0.0.1:8080", place: service.Place{Data: "./data"}, publicURL: "https://motcua.xa.vn", platforms: map[string]platform.Settings{"telegram": {}}}
	if err != nil || !reflect.DeepEqual(c, want) {
		t.Errorf("%+v, %v", c, err)
	}
	if on := (&program{config: c}).served(); len(on) > 0 {
		t.Errorf("%s is served without a token", on[0].Name())
	}
}

// The log says as much as the setting wants, and the service's own lines follow it.
func TestLogLevel(t *testing.T) {
	t.Parallel()
	for setting, want := range map[string]int{"": 3, "debug": 4, "info": 3, "warn": 2, "error": 1} {
		c, err := readConfig(env{"MOTCUA_LOG_LEVEL": setting}.getenv)
		check(t, err)
		var out bytes.Buffer
		log := (&program{config: c, err: &out}).log()
		log.Debug("a")
		log.Info("b")
		log.Warn("c")
		log.Error("d")
		if n := strings.Count(out.String(), "\n"); n != want {
			t.Errorf("%q: %d lines, want %d", setting, n, want)
		}
	}
	s := newEnv(t).with("MOTCUA_LOG_LEVEL", "error").with("MOTCUA_DEBUG_ADDR", "127.0.0.1:0").serve(t, "--demo")
	at := regexp.MustCompile(`Đo hiệu năng: (http://127\.0\.0\.1:\d+)/debug/pprof/`).FindStringSubmatch(s.out.String())
	if at == nil {
		t.Fatalf("it does not say where the profiler is:\n%s", s.out)
	}
	if status, body := (&serving{t: t, url: at[1], client: s.client}).get("/debug/pprof/"); status != 200 || !strings.Contains(body, "heap") {
		t.Errorf("the profiler: %d %s", status, body)
	}
	if status, _ := s.get("/debug/pprof/"); status != 404 {
		t.Errorf("at the address of the citizens: %d", status)
	}
	s.stop()
	if got := s.log.String(); got != "" {
		t.Errorf("logged:\n%s", got)
	}
}

// A secret in a file, as containers hand it over, usually ends with a line break.
func TestSecretFile(t *testing.T) {
	t.Parallel()
	e := newEnv(t)
	file := filepath.Join(t.TempDir(), "database-url")
	check(t, os.WriteFile(file, []byte(e["DATABASE_URL"]+"\n"), 0o600))
	fromFile := env{"MOTCUA_DATA": e["MOTCUA_DATA"], "DATABASE_URL_FILE": file}
	fromFile.must(t, "unit", "add", "--code", "a", "--name", "xã A")
	contains(t, e.must(t, "unit", "list"), "a\txã A")
}
