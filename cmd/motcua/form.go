package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"motcua/internal/vnum"
	"motcua/org/directory"
	"motcua/storage"
	"motcua/survey"
)

// form is "motcua form list|add|show".
func (p *program) form(ctx context.Context) error {
	switch verb := p.verb(); verb {
	case "list":
		return p.listForms(ctx)
	case "add":
		return p.addForm(ctx)
	case "show":
		return p.showForm(ctx)
	default:
		return fmt.Errorf("motcua form %s: list, add or show; %w", verb, errUsage)
	}
}

// listForms prints the questionnaires there are: the bundled ones and those that were published, with the units that ask
// them now.
func (p *program) listForms(ctx context.Context) error {
	return p.withDirectory(ctx, "form list", func(s *store, dir *directory.Directory, _ *directory.Unit) error {
		published, err := s.Forms(ctx)
		if err != nil {
			return err
		}
		bundled, err := survey.BundledForms()
		if err != nil {
			return err
		}
		all := published
		for _, f := range bundled {
			if !slices.ContainsFunc(published, func(p *survey.Form) bool { return p.ID == f.ID }) {
				all = append(all, f)
			}
		}
		slices.SortFunc(all, func(a, b *survey.Form) int { return cmp.Compare(a.ID, b.ID) })
		for _, f := range all {
			fmt.Fprintf(p.out, "%s\t%s\t%s\t%s\n", f.ID, f.Title, questionsText(f), askedBy(dir, f.ID))
		}
		return nil
	}, false)
}

func questionsText(f *survey.Form) string {
	s := vnum.Integer(len(f.Questions)) + " câu hỏi"
	if len(f.Indices) > 0 {
		s += ", " + vnum.Integer(len(f.Indices)) + " chỉ số"
	}
	return s
}

// askedBy names the units that ask a questionnaire.
func askedBy(dir *directory.Directory, form string) string {
	var codes []string
	for _, u := range dir.Units() {
		if u.Form.ID == form {
			codes = append(codes, u.Code)
		}
	}
	if len(codes) == 0 {
		return "chưa đơn vị nào dùng"
	}
	return "đang dùng: " + strings.Join(codes, ", ")
}

// maxFormFile bounds the file of a questionnaire. The bundled ones have some 10 KB.
const maxFormFile = 1 << 20

// addForm checks a questionnaire of the unit's own and publishes it.
func (p *program) addForm(ctx context.Context) (err error) {
	f := p.flags("form add")
	dry := f.Bool("dry-run", false, "check the file only")
	if err := p.parseSome(f); err != nil {
		return err
	}
	if f.NArg() != 1 {
		return fmt.Errorf("motcua form add needs one file; %w", errUsage)
	}
	form, err := readForm(f.Arg(0))
	if err != nil {
		return err
	}
	if bundled, err := survey.Bundled(form.ID); err == nil && bundled.Hash != form.Hash {
		return fmt.Errorf("%s: form %s is bundled with another wording; give yours an id of its own", f.Arg(0), form.ID)
	}
	if form.Overall == "" {
		fmt.Fprintln(p.out, "Lưu ý: phiếu không có overall (câu hỏi chung), báo cáo sẽ không có tỷ lệ hài lòng.")
	}
	if *dry {
		fmt.Fprintf(p.out, "Phiếu %s hợp lệ: %s, %s. Chưa phát hành.\n", form.ID, form.Title, questionsText(form))
		return nil
	}
	s, _, err := p.openServed(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.PublishForm(ctx, form); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Đã phát hành phiếu %s: %s, %s. Từ nay không sửa được; muốn đổi câu hỏi, dùng id mới.\n", form.ID, form.Title, questionsText(form))
	fmt.Fprintf(p.out, "Cho đơn vị dùng phiếu này: motcua unit add --code MÃ --form %s\n", form.ID)
	return nil
}

// readForm reads and checks a questionnaire file.
func readForm(path string) (*survey.Form, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // only read
	b, err := io.ReadAll(io.LimitReader(file, maxFormFile+1))
	if err != nil {
		return nil, err
	}
	if len(b) > maxFormFile {
		return nil, fmt.Errorf("%s is larger than %d bytes: that is no questionnaire", path, maxFormFile)
	}
	form, err := survey.ParseForm(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return form, nil
}

// showForm prints a questionnaire as it stands in its file.
func (p *program) showForm(ctx context.Context) (err error) {
	f := p.flags("form show")
	if err := p.parseSome(f); err != nil {
		return err
	}
	if f.NArg() != 1 {
		return fmt.Errorf("motcua form show needs the id of a form; %w", errUsage)
	}
	s, _, err := p.openServed(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	form, err := s.findForm(ctx, f.Arg(0))
	if err != nil {
		return err
	}
	_, err = p.out.Write(form.Source)
	return err
}

// findForm finds a questionnaire that was published, or else a bundled one.
func (s *store) findForm(ctx context.Context, id string) (*survey.Form, error) {
	form, err := s.PublishedForm(ctx, id)
	if !errors.Is(err, storage.ErrNotFound) {
		return form, err
	}
	if form, err = survey.Bundled(id); err == nil {
		return form, nil
	}
	return nil, fmt.Errorf("no form %q; see: motcua form list", id)
}

// useForm makes a unit ask a questionnaire, publishing it first if it is a bundled one nobody asked before.
func (s *store) useForm(ctx context.Context, unit int32, form *survey.Form) error {
	if err := s.PublishForm(ctx, form); err != nil {
		return err
	}
	return s.SetUnitForm(ctx, unit, form.ID)
}
