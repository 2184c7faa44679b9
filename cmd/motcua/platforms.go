package main

import (
	"context"
	"fmt"
	"strings"

	"motcua/bot/platform"
	"motcua/internal/service"
	"motcua/org"
)

// served are the platforms that the settings want.
func (p *program) served() (all []platform.Platform) {
	for _, on := range service.Platforms() {
		if on.Served(p.platforms[on.Name()]) {
			all = append(all, on)
		}
	}
	return all
}

// probe asks a platform how it is.
func (p *program) probe(ctx context.Context, on platform.Platform) platform.Check {
	return on.Check(ctx, p.platforms[on.Name()], service.HookURL(p.publicURL, on.Name()))
}

// checkPlatforms asks whether settings are right and platforms can be reached from here.
func (p *program) checkPlatforms(ctx context.Context, c *checkup) {
	for _, on := range service.Platforms() {
		if !on.Served(p.platforms[on.Name()]) {
			c.ok(wordPlatformUnset, org.ChannelName(on.Name()), on.Settings()[0].Name)
			continue
		}
		found := p.probe(ctx, on)
		for _, problem := range found.Problems {
			c.fail(problem.What, problem.Remedy)
		}
		if found.Fine != "" {
			c.ok("%s", found.Fine)
		}
	}
}

// platformSettings are the lines of help about the platforms' settings: those that need a word, then the names of the
// rest.
func platformSettings() string {
	var b strings.Builder
	for _, on := range service.Platforms() {
		var bare []string
		for _, s := range on.Settings() {
			if s.Help == "" {
				bare = append(bare, s.Name)
				continue
			}
			fmt.Fprintf(&b, wordHelpSetting, s.Name, s.Help)
		}
		if len(bare) > 0 {
			fmt.Fprintf(&b, "  %s\n", strings.Join(bare, ", "))
		}
	}
	return b.String()
}

// fileSettings names the settings that can come from a file.
func fileSettings() string {
	names := []string{"DATABASE_URL_FILE", "REDIS_URL_FILE"}
	for _, on := range service.Platforms() {
		for _, s := range on.Settings() {
			if s.Secret {
				names = append(names, s.Name+"_FILE")
			}
		}
	}
	return fmt.Sprintf(wordHelpFromFile, strings.Join(names, ", "))
}
