package main

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every command of the table has help in Vietnamese, which -h, --help and "help NAME" print alike, opening nothing.
func TestEveryCommandHasHelp(t *testing.T) {
	t.Parallel()
	all := env{"MOTCUA_ADDR": "wrong"}.must(t, "help") // help is had with wrong settings, too
	for _, c := range commands() {
		if c.does == "" || !vietnamese.MatchString(c.does) {
			t.Errorf("%s: what it does is %q", c.name, c.does)
		}
		contains(t, all, "  "+c.name+" ", c.does)
		help := env{}.must(t, append([]string{"help"}, strings.Fields(c.name)...)...)
		contains(t, help, "motcua "+c.name, c.does)
		for _, h := range []string{"-h", "--help", "-help"} {
			if got := (env{"MOTCUA_ADDR": "wrong"}).must(t, append(strings.Fields(c.name), h)...); got != help {
				t.Errorf("%s %s prints %q", c.name, h, got)
			}
		}
		first, _, two := strings.Cut(c.name, " ")
		if two {
			contains(t, env{}.must(t, first, "-h"), "  "+c.name+" ", c.does)
		}
	}
	env{}.refused(t, 2, []string{"help", "bay"}, `Không có lệnh "bay".`)
}

var vietnamese = regexp.MustCompile(`[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]`)

// Every flag has a meaning in Vietnamese, and every meaning a flag.
func TestEveryFlagHasAMeaning(t *testing.T) {
	t.Parallel()
	shared := map[string]bool{}
	for _, c := range commands() {
		f := newFlags(c, nil)
		c.run(&program{}, f)
		var names []string
		f.VisitAll(func(x *flag.Flag) {
			names = append(names, x.Name)
			if _, own := c.flags[x.Name]; !own {
				shared[x.Name] = true
			}
			if !vietnamese.MatchString(x.Usage) {
				t.Errorf("%s --%s means %q", c.name, x.Name, x.Usage)
			}
			contains(t, helped{c}.String(), "--"+x.Name)
		})
		for name := range c.flags {
			if !slices.Contains(names, name) {
				t.Errorf("%s has no --%s, which the table explains", c.name, name)
			}
		}
	}
	for name := range sharedFlags {
		if !shared[name] {
			t.Errorf("no command has --%s", name)
		}
	}
}

// What is mistyped is answered with one Vietnamese sentence, the way to the help, and status 2, whatever the command.
func TestEveryCommandRefusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, c := range commands() {
		words := slices.Repeat([]string{"x"}, c.words.min)
		wrong := [][]string{append([]string{"--bay"}, words...)}
		if c.words.max < many {
			wrong = append(wrong, slices.Repeat([]string{"bay"}, c.words.max+1))
		}
		if c.words.min > 0 {
			wrong = append(wrong, nil)
		}
		for _, w := range wrong {
			args := append(strings.Fields(c.name), w...)
			r := env{"MOTCUA_DATA": "/nowhere"}.call(t, args...)
			lines := strings.Split(strings.TrimSpace(r.err), "\n")
			if r.status != 2 || r.out != "" || len(lines) != 2 || !vietnamese.MatchString(lines[0]) || lines[1] != "Xem: motcua help "+c.name {
				t.Errorf("%q: status %d\n%s%s", args, r.status, r.out, r.err)
			}
		}
	}
}

// The errors of package flag are texts; should one of them be worded anew, this says so.
func TestFlagErrorsAreTranslated(t *testing.T) {
	t.Parallel()
	for args, says := range map[string]string{
		"lookup -n x y":                  `Tùy chọn --n cần một số nguyên, không phải "x".`,
		"lookup -n 99999999999999999999": `Tùy chọn --n: số "99999999999999999999" quá lớn.`,
		"lookup -n":                      "Tùy chọn --n cần một giá trị đi sau.",
		"lookup ---n":                    "Không đọc được tùy chọn ---n.",
		"lookup --json=co x":             `Tùy chọn --json chỉ có hoặc không (true, false), không phải "co".`,
		"lookup --json=a:b x":            `Tùy chọn --json chỉ có hoặc không (true, false), không phải "a:b".`,
		"indices --set a=1":              `Tùy chọn --set "a=1" chưa đúng: "a=1" không có dạng 5=2 hoặc 1=120/300/9.`,
		"indices --bay":                  "Không có tùy chọn --bay.",
	} {
		r := env{}.call(t, strings.Fields(args)...)
		if first, _, _ := strings.Cut(r.err, "\n"); r.status != 2 || first != "motcua: "+says {
			t.Errorf("%s: status %d, %s", args, r.status, r.err)
		}
	}
}

// README names every command of the table, and no other.
func TestReadmeHasEveryCommand(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../README.md")
	check(t, err)
	named := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `motcua ([^`]*)`").FindAllStringSubmatch(string(text), -1) {
		words := strings.Fields(strings.Trim(m[1], "[]"))
		first, second := strings.Trim(words[0], "[]"), ""
		if len(words) > 1 && regexp.MustCompile(`^[a-z][a-z\\|-]*$`).MatchString(words[1]) {
			second = words[1]
		}
		if second == "" {
			named[first] = true
		}
		for _, verb := range strings.Split(second, `\|`) {
			named[strings.TrimSpace(first+" "+verb)] = true
		}
	}
	for _, c := range commands() {
		if !named[c.name] {
			t.Errorf("README does not name motcua %s", c.name)
		}
		delete(named, c.name)
	}
	for name := range named {
		t.Errorf("README names motcua %s, which is not in the table", name)
	}
}
