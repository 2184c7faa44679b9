package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
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
	for name := range commands() {
		if name != "help" && !strings.Contains(help, " "+name) && !strings.Contains(help, "["+name) {
			t.Errorf("help does not name %q", name)
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
		"no such command":   {[]string{"serv"}, `no command "serv"; see: motcua help`},
		"empty command":     {[]string{""}, `no command ""`},
		"unknown flag":      {[]string{"serve", "--dmeo"}, "dmeo"},
		"left over":         {[]string{"serve", "demo"}, `"demo" is not understood here`},
		"left over flag":    {[]string{"digest", "--period", "2026-10", "extra"}, `"extra"`},
		"no verb":           {[]string{"unit"}, "add or list"},
		"flag for a verb":   {[]string{"point", "--unit", "x"}, "add or list"},
		"wrong verb":        {[]string{"point", "remove"}, "remove: add or list"},
		"no code":           {[]string{"unit", "add", "--name", "xã A"}, "--code"},
		"code with accents": {[]string{"unit", "add", "--code", "xã-a", "--name", "xã A"}, "--code of [a-z0-9-]"},
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
	contains(t, r.err, "-period", "-unit", "-out")
}

func TestConfigErrors(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(t.TempDir(), "secret")
	check(t, os.WriteFile(secret, []byte("x"), 0o600))
	for name, c := range map[string]struct {
		env  env
		says []string
	}{
		"address without port": {env{"MOTCUA_ADDR": "localhost"}, []string{`MOTCUA_ADDR "localhost"`, "host:port"}},
		"public scheme":        {env{"MOTCUA_PUBLIC_URL": "ftp://x"}, []string{`MOTCUA_PUBLIC_URL "ftp://x"`}},
		"public without host":  {env{"MOTCUA_PUBLIC_URL": "https://"}, []string{"MOTCUA_PUBLIC_URL"}},
		"public with a query":  {env{"MOTCUA_PUBLIC_URL": "https://x?a=b"}, []string{"MOTCUA_PUBLIC_URL"}},
		"secret twice":         {env{"DATABASE_URL": "a", "DATABASE_URL_FILE": secret}, []string{"DATABASE_URL and DATABASE_URL_FILE are both set"}},
		"no secret file":       {env{"REDIS_URL_FILE": secret + "?"}, []string{"REDIS_URL_FILE", "no such file"}},
		"all at once":          {env{"MOTCUA_ADDR": "x", "MOTCUA_PUBLIC_URL": "y"}, []string{"MOTCUA_ADDR", "MOTCUA_PUBLIC_URL"}},
	} {
		t.Run(name, func(t *testing.T) { c.env.refused(t, 2, []string{"version"}, c.says...) })
	}
}

func TestConfigDefaults(t *testing.T) {
	t.Parallel()
	c, err := readConfig(env{"MOTCUA_PUBLIC_URL": "https://motcua.xa.vn/"}.getenv)
	want := config{addr: "127.0.0.1:8080", data: "./data", publicURL: "https://motcua.xa.vn", telegram: telegramConfig{mode: "poll"}}
	if err != nil || !reflect.DeepEqual(c, want) {
		t.Errorf("%+v, %v", c, err)
	}
	if c.telegram.served() {
		t.Error("Telegram is served without a token")
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
