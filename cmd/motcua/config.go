package main

import (
	"cmp"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strings"

	"motcua/bot/platform"
	"motcua/internal/limit"
	"motcua/internal/service"
)

// config is what the environment says. Every secret can also come from a file: NAME_FILE.
type config struct {
	place     service.Place                // MOTCUA_DATA, DATABASE_URL
	addr      string                       // MOTCUA_ADDR
	debugAddr string                       // MOTCUA_DEBUG_ADDR
	publicURL string                       // MOTCUA_PUBLIC_URL
	redis     string                       // REDIS_URL
	logLevel  slog.Level                   // MOTCUA_LOG_LEVEL
	proxies   limit.Proxies                // MOTCUA_TRUSTED_PROXIES
	platforms map[string]platform.Settings // by name
}

const (
	defaultAddr = "127.0.0.1:8080"
	defaultData = "./data"
)

// logLevels are what MOTCUA_LOG_LEVEL can be; "" is info.
var logLevels = map[string]slog.Level{"": slog.LevelInfo, "debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError}

// settings reads settings one by one and keeps what is wrong with them.
type settings struct {
	getenv func(string) string
	wrong  []string
}

// readConfig reads the environment and checks it. All that is wrong is said at once.
func readConfig(getenv func(string) string) (config, error) {
	s := &settings{getenv: getenv}
	c := config{
		place:     service.Place{Data: cmp.Or(getenv("MOTCUA_DATA"), defaultData), Database: s.secret("DATABASE_URL")},
		addr:      cmp.Or(getenv("MOTCUA_ADDR"), defaultAddr),
		debugAddr: getenv("MOTCUA_DEBUG_ADDR"),
		publicURL: strings.TrimRight(getenv("MOTCUA_PUBLIC_URL"), "/"),
		redis:     s.secret("REDIS_URL"),
		platforms: map[string]platform.Settings{},
	}
	if _, _, err := net.SplitHostPort(c.addr); err != nil {
		s.say(wordAddrForm, c.addr)
	}
	if c.debugAddr != "" && service.CheckDebugAddr(c.debugAddr) != nil {
		s.say(wordDebugAddrForm, c.debugAddr)
	}
	if u, err := url.Parse(c.publicURL); c.publicURL != "" && (err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "") {
		s.say(wordPublicURLForm, c.publicURL)
	}
	var err error
	if c.proxies, err = limit.ParseProxies(getenv("MOTCUA_TRUSTED_PROXIES")); err != nil {
		s.say(wordProxiesForm, getenv("MOTCUA_TRUSTED_PROXIES"))
	}
	level := getenv("MOTCUA_LOG_LEVEL")
	var known bool
	if c.logLevel, known = logLevels[level]; !known {
		s.say(wordLogLevelForm, level)
	}
	for _, p := range service.Platforms() {
		c.platforms[p.Name()] = s.platform(p)
	}
	if len(s.wrong) > 0 {
		return c, &wrongCall{text: strings.Join(s.wrong, "\n"), setting: true}
	}
	return c, nil
}

func (s *settings) say(sentence string, args ...any) {
	s.wrong = append(s.wrong, fmt.Sprintf(sentence, args...))
}

// platform reads the settings of a platform.
func (s *settings) platform(p platform.Platform) platform.Settings {
	all := platform.Settings{}
	for _, setting := range p.Settings() {
		value := s.getenv(setting.Name)
		if setting.Secret {
			value = s.secret(setting.Name)
		}
		if value != "" {
			all[setting.Name] = value
		}
	}
	return all
}

// secret reads NAME, or the file that NAME_FILE names.
func (s *settings) secret(name string) string {
	file := s.getenv(name + "_FILE")
	if file == "" {
		return s.getenv(name)
	}
	if s.getenv(name) != "" {
		s.say(wordSecretTwice, name)
		return ""
	}
	b, err := os.ReadFile(file)
	if err != nil {
		s.say(wordSecretFile, name, err)
		return ""
	}
	return strings.TrimSpace(string(b))
}

// log is the program's log, as loud as the setting says.
func (p *program) log() *slog.Logger {
	return slog.New(slog.NewTextHandler(p.err, &slog.HandlerOptions{Level: p.logLevel}))
}
