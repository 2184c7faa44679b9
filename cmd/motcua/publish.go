package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"motcua/office"
	"motcua/org"
	"motcua/org/directory"
	"motcua/report"
	"motcua/storage"
)

// publish is "motcua publish": it shows a period's figures to everybody, withdraws them, or lists what is shown.
func (p *program) publish(ctx context.Context) (err error) {
	f := p.flags("publish")
	unit := f.String("unit", "", "code of the unit; may be left out where there is one")
	period := f.String("period", "", "2026-10, 2026-Q3 or 2026")
	withdraw := f.Bool("withdraw", false, "hide what was published of the period")
	list := f.Bool("list", false, "list what was published")
	demo := f.Bool("demo", false, "work on the demo")
	if err := p.parse(f); err != nil {
		return err
	}
	if *list && (*withdraw || *period != "") {
		return fmt.Errorf("--list stands alone; %w", errUsage)
	}
	var when report.Period
	if !*list {
		if when, err = report.ParsePeriod(*period); err != nil {
			return fmt.Errorf("--period: %w; %w", err, errUsage)
		}
	}
	s, dir, u, err := p.servedUnit(ctx, *demo, *unit)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	switch {
	case *list:
		return p.listPublished(ctx, s, u)
	case *withdraw:
		return p.withdrawPublished(ctx, s, u, when)
	}
	return p.publishNow(ctx, s, dir, u, when)
}

func (p *program) publishNow(ctx context.Context, s *store, dir *directory.Directory, u *directory.Unit, when report.Period) error {
	now := time.Now()
	pr, err := office.Propose(ctx, s.DB, dir, u, when, now)
	if err != nil {
		return fmt.Errorf("%s: %w", when, err)
	}
	pub, err := pr.Publication(storage.WayCommand)
	if err != nil {
		return err
	}
	if err := s.PublishFigures(ctx, pub, now); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Đã công bố kết quả khảo sát %s của %s.\n", when.Label(), u.Authority())
	for _, line := range pr.Figures.Summary() {
		fmt.Fprintln(p.out, " ", line)
	}
	if pr.Kept {
		fmt.Fprintln(p.out, "  Chỉ vài phiếu đổi so với lần công bố trước nên số liệu giữ như cũ, để giữ kín ý kiến từng người.")
	}
	path := "/ket-qua/" + when.String()
	if len(dir.Units()) > 1 {
		path += "?don-vi=" + u.Code
	}
	fmt.Fprintln(p.out, "  Trang:", p.publicURL+path)
	return nil
}

func (p *program) withdrawPublished(ctx context.Context, s *store, u *directory.Unit, when report.Period) error {
	err := s.WithdrawFigures(ctx, u.ID, when, storage.WayCommand, time.Now())
	if errors.Is(err, storage.ErrNotFound) {
		return fmt.Errorf("nothing is published of %s", when)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Đã rút lại kết quả khảo sát %s của %s.\n", when.Label(), u.Authority())
	return nil
}

// listPublished prints what was published, the newest period first.
func (p *program) listPublished(ctx context.Context, s *store, u *directory.Unit) error {
	all, err := s.Publications(ctx, u.ID)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		fmt.Fprintf(p.out, "%s chưa công bố kỳ nào.\n", u.Authority())
		return nil
	}
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "Kỳ\tTrạng thái\tCông bố lần đầu\tLần gần nhất\tQua")
	for _, x := range all {
		state, last := "đang công bố", x.Updated
		if !x.Shown() {
			state, last = "đã rút lại", *x.Withdrawn
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", x.Period, state, minute(x.At), minute(last), x.Way)
	}
	return w.Flush()
}

func minute(t time.Time) string { return t.In(org.Location()).Format("2006-01-02 15:04") }
