package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"

	"motcua/bot"
	"motcua/bot/webchat"
	"motcua/org"
	"motcua/survey"
)

// defaultForm is the questionnaire a new unit begins with.
const defaultForm = "mau-v1"

// unit is "motcua unit add|list".
func (p *program) unit(ctx context.Context) (err error) {
	switch verb := p.verb(); verb {
	case "add":
		return p.addUnit(ctx)
	case "list":
		return p.listUnits(ctx)
	default:
		return fmt.Errorf("motcua unit %s: add or list; %w", verb, errUsage)
	}
}

// verb takes the word after the command's name.
func (p *program) verb() string {
	if len(p.args) == 0 || strings.HasPrefix(p.args[0], "-") {
		return ""
	}
	v := p.args[0]
	p.args = p.args[1:]
	return v
}

func (p *program) addUnit(ctx context.Context) (err error) {
	u := org.Unit{Settings: org.Settings{
		Office: "Văn phòng HĐND và UBND xã", DigestHour: org.DefaultDigestHour, RetentionMonths: org.DefaultRetentionMonths,
	}}
	formID, err := p.parseUnit(&u)
	if err != nil {
		return err
	}
	if !org.ValidCode(u.Code) {
		return fmt.Errorf("--code of [a-z0-9-] is needed; %w", errUsage)
	}
	s, dir, err := p.openServed(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if dir.Demo() && p.databaseURL == "" {
		return errors.New("this data directory served the demo last; start the real installation first with: motcua serve, or set MOTCUA_DATA to another directory")
	}
	asked := ""
	if old, ok := dir.UnitByCode(u.Code); ok { // what is not named again stays as it was
		u, asked = old.Unit, old.Form.ID
		u.Settings.DigestHour, u.Settings.RetentionMonths = u.Settings.Digest(), u.Settings.Retention()
		if formID, err = p.parseUnit(&u); err != nil {
			return err
		}
	}
	if err := checkUnitFlags(u); err != nil {
		return err
	}
	form, err := s.findForm(ctx, or(formID, or(asked, defaultForm)))
	if err != nil {
		return fmt.Errorf("--form: %w", err)
	}
	return p.saveUnit(ctx, s, u, form, asked)
}

// parseUnit reads the flags of "unit add" into u and gives the questionnaire they name.
func (p *program) parseUnit(u *org.Unit) (form string, err error) {
	f := p.unitFlags(u)
	f.StringVar(&form, "form", "", `questionnaire the unit asks, e.g. "tt01-2018-v2"; see: motcua form list`)
	return form, p.parse(f)
}

func checkUnitFlags(u org.Unit) error {
	switch set := u.Settings; {
	case u.Name == "":
		return fmt.Errorf("a new unit needs --name; %w", errUsage)
	case set.DigestHour < 1 || set.DigestHour > 23:
		return fmt.Errorf("--digest-hour %d: 1 to 23; %w", set.DigestHour, errUsage)
	case set.RetentionMonths < 1:
		return fmt.Errorf("--retention-months %d: at least 1; %w", set.RetentionMonths, errUsage)
	}
	return nil
}

// saveUnit stores a unit and the questionnaire it asks, and says so; asked is the one it asked before, "" for a new unit.
func (p *program) saveUnit(ctx context.Context, s *store, u org.Unit, form *survey.Form, asked string) error {
	if _, err := s.Install(ctx, false); err != nil {
		return err
	}
	standard, err := survey.Bundled(defaultForm)
	if err != nil {
		return err
	}
	if err := s.PublishForm(ctx, standard); err != nil {
		return err
	}
	id, created, err := s.SaveUnit(ctx, u)
	if err != nil {
		return err
	}
	if err := s.useForm(ctx, id, form); err != nil {
		return err
	}
	if !created {
		fmt.Fprintf(p.out, "Đã cập nhật đơn vị %s (%s).\n", u.Name, u.Code)
		if form.ID != asked {
			fmt.Fprintf(p.out, "Từ nay hỏi theo phiếu %s thay cho %s. Dịch vụ đang chạy tự nhận trong vài giây; ai đang trả lời dở thì trả lời tiếp phiếu cũ.\n", form.ID, asked)
		}
		return nil
	}
	fmt.Fprintf(p.out, "Đã thêm đơn vị %s (%s).\nHỏi theo phiếu %s.\n", u.Name, u.Code, form.ID)
	u.ID = id
	return p.newRoom(ctx, s, u)
}

// unitFlags are the flags of "unit add"; what u holds already is what they default to.
func (p *program) unitFlags(u *org.Unit) *flag.FlagSet {
	f := p.flags("unit add")
	f.StringVar(&u.Code, "code", u.Code, "code of the unit, e.g. its administrative code 26659")
	f.StringVar(&u.Name, "name", u.Name, `name as in "xã Long Điền"`)
	f.StringVar(&u.Settings.Office, "office", u.Settings.Office, "office that answers for the survey")
	f.StringVar(&u.Settings.Center, "center", u.Settings.Center, "name of the public service centre")
	f.StringVar(&u.Settings.Address, "address", u.Settings.Address, "address of the centre")
	f.StringVar(&u.Settings.Province, "province", u.Settings.Province, "province or city, whose council sets the fees")
	f.StringVar(&u.Settings.Hotline, "hotline", u.Settings.Hotline, "telephone number shown to citizens")
	f.StringVar(&u.Settings.Hours, "hours", u.Settings.Hours, "working hours, in words")
	f.StringVar(&u.Settings.PortalURL, "portal-url", u.Settings.PortalURL, "page on which files are handed in and looked up online; empty: the national portal")
	f.StringVar(&u.Settings.Online, "online", u.Settings.Online, "what citizens are told about handing in online")
	f.StringVar(&u.Settings.Post, "post", u.Settings.Post, "… about handing in and getting results by post")
	f.StringVar(&u.Settings.Proxy, "proxy", u.Settings.Proxy, "… about handing in through somebody else")
	f.StringVar(&u.Settings.Payment, "payment", u.Settings.Payment, "… about paying fees")
	f.StringVar(&u.Settings.Reception, "reception", u.Settings.Reception, "… about when and where the chairman receives citizens")
	f.StringVar(&u.Settings.Complaint, "complaint", u.Settings.Complaint, "… about where complaints and denunciations are handed in")
	f.IntVar(&u.Settings.DigestHour, "digest-hour", u.Settings.DigestHour, "hour of the 1st at which the monthly digest goes out")
	f.IntVar(&u.Settings.RetentionMonths, "retention-months", u.Settings.RetentionMonths, "how long single forms are kept")
	letterFlags(f, &u.Settings)
	return f
}

// letterFlags are the settings that stand around a report as an administrative letter, and those of merged units.
func letterFlags(f *flag.FlagSet, s *org.Settings) {
	f.StringVar(&s.Superior, "superior", s.Superior, `authority above, for the head of reports: "Ủy ban nhân dân thành phố Hồ Chí Minh"`)
	f.StringVar(&s.Issuer, "issuer", s.Issuer, "authority that issues reports; empty: the People's Committee of the unit")
	f.StringVar(&s.Symbol, "symbol", s.Symbol, `symbol of reports after their number: "BC-UBND"`)
	f.StringVar(&s.Place, "place", s.Place, "place name before the date of reports; empty: from the unit's name")
	f.Var(&texts{list: &s.Bases}, "basis", "legal basis of reports, one whole sentence; may be repeated")
	f.Var(&texts{list: &s.To}, "to", "whom reports are addressed to (Kính gửi); may be repeated")
	f.Var(&texts{list: &s.CC}, "cc", "who else receives reports (Nơi nhận); may be repeated")
	f.StringVar(&s.SignOn, "sign-on", s.SignOn, `on whose behalf reports are signed: "TM. ỦY BAN NHÂN DÂN"`)
	f.StringVar(&s.SignFor, "sign-for", s.SignFor, `for whom: "KT. CHỦ TỊCH"; empty when the head signs`)
	f.StringVar(&s.SignAs, "sign-as", s.SignAs, `as what: "PHÓ CHỦ TỊCH"`)
	f.StringVar(&s.Signer, "signer", s.Signer, "name of who signs reports, without titles")
	f.StringVar(&s.Parent, "parent", s.Parent, "code of the unit above, which compares its units")
	f.Var(&texts{list: &s.Predecessors}, "predecessor", "code of a unit merged into this one; may be repeated")
	f.StringVar(&s.MergedFrom, "merged-from", s.MergedFrom, `first month of the merged unit: "2026-07"`)
}

// texts is a flag that may be repeated. Naming it replaces what was stored; naming it with an empty text empties that.
type texts struct {
	list  *[]string
	named bool
}

func (t *texts) String() string {
	if t.list == nil {
		return ""
	}
	return strings.Join(*t.list, "; ")
}

func (t *texts) Set(s string) error {
	if !t.named {
		*t.list, t.named = nil, true
	}
	if s = strings.TrimSpace(s); s != "" {
		*t.list = append(*t.list, s)
	}
	return nil
}

func (p *program) listUnits(ctx context.Context) error {
	return p.withDirectory(ctx, "unit list", func(_ *store, dir *bot.Directory, _ *bot.UnitInfo) error {
		for _, u := range dir.Units() {
			fmt.Fprintf(p.out, "%s\t%s\t%d điểm tiếp nhận\tphiếu %s\n", u.Code, u.FullName(), len(u.Points), u.Form.ID)
		}
		return nil
	}, false)
}

// withDirectory opens the installation for a command whose only flags are --demo and, if wanted, --unit.
func (p *program) withDirectory(ctx context.Context, name string, do func(*store, *bot.Directory, *bot.UnitInfo) error, wantUnit bool) (err error) {
	f := p.flags(name)
	demo := f.Bool("demo", false, "work on the demo")
	code := ""
	if wantUnit {
		f.StringVar(&code, "unit", "", "code of the unit; may be left out where there is one")
	}
	if err := p.parse(f); err != nil {
		return err
	}
	s, dir, err := p.openServed(ctx, *demo)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var u *bot.UnitInfo
	if wantUnit {
		if u, err = pickUnit(dir, code); err != nil {
			return err
		}
	}
	return do(s, dir, u)
}

// servedUnit opens the installation that was served last, and finds one of its units. The caller closes the store.
func (p *program) servedUnit(ctx context.Context, demo bool, code string) (*store, *bot.Directory, *bot.UnitInfo, error) {
	s, dir, err := p.openServed(ctx, demo)
	if err != nil {
		return nil, nil, nil, err
	}
	u, err := pickUnit(dir, code)
	if err != nil {
		return nil, nil, nil, errors.Join(err, s.Close())
	}
	return s, dir, u, nil
}

// point is "motcua point add|list".
func (p *program) point(ctx context.Context) error {
	switch verb := p.verb(); verb {
	case "add":
		return p.addPoint(ctx)
	case "list":
		return p.withDirectory(ctx, "point list", func(_ *store, _ *bot.Directory, u *bot.UnitInfo) error {
			for _, pt := range u.Points {
				fmt.Fprintf(p.out, "%d\t%s\t%s\n", pt.ID, pt.Code, pt.Name)
			}
			return nil
		}, true)
	default:
		return fmt.Errorf("motcua point %s: add or list; %w", verb, errUsage)
	}
}

func (p *program) addPoint(ctx context.Context) (err error) {
	f := p.flags("point add")
	unit := f.String("unit", "", "code of the unit; may be left out where there is one")
	code := f.String("code", "", "code of the reception point, e.g. quay-1")
	name := f.String("name", "", `name citizens know, e.g. "Quầy 1 – Hộ tịch"`)
	if err := p.parse(f); err != nil {
		return err
	}
	s, _, u, err := p.servedUnit(ctx, false, *unit)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	pt, err := s.AddPoint(ctx, u.ID, *code, *name)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Điểm tiếp nhận %d: %s (%s).\n", pt.ID, pt.Name, pt.Code)
	return nil
}

// room is "motcua room": a new link to a unit's leadership room.
func (p *program) room(ctx context.Context) error {
	return p.withDirectory(ctx, "room", func(s *store, _ *bot.Directory, u *bot.UnitInfo) error {
		return p.newRoom(ctx, s, u.Unit)
	}, true)
}

// newRoom opens a unit's leadership room under a new secret link and prints it.
func (p *program) newRoom(ctx context.Context, s *store, u org.Unit) error {
	token, err := s.OpenRoom(ctx, u.ID, roomConv(u.Code))
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Phòng báo cáo của lãnh đạo (ai có đường dẫn này đều xem được; đường dẫn cũ hết hiệu lực):\n  %s/phong/%s\n", p.baseURL(), token)
	return nil
}

// roomConv is the conversation a unit's web room stands for.
func roomConv(code string) string { return webchat.RoomConv(code) }

// baseURL is where people reach the service.
func (p *program) baseURL() string {
	return or(p.publicURL, "http://"+p.addr)
}
