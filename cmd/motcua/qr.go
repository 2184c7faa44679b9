package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"motcua/internal/qr"
	"motcua/org"
)

// qrOutput is what "motcua qr" prints.
type qrOutput struct {
	Unit    string            `json:"unit"`
	Point   string            `json:"point"`
	Slip    string            `json:"slip"`
	Payload string            `json:"payload"` // [A-Za-z0-9_-], at most 64 characters
	Links   map[string]string `json:"links"`   // by channel
	PNG     string            `json:"png,omitempty"`
	Demo    bool              `json:"demo,omitempty"`
}

// pngSize is the edge of a QR picture in pixels: sharp when printed 4 cm wide.
const pngSize = 768

// qr prints the start payload and the links of a QR code, and writes its picture.
func (p *program) qr(ctx context.Context) (err error) {
	f := p.flags("qr")
	unit := f.String("unit", "", "code of the unit; may be left out where there is one")
	point := f.String("point", "", "reception point: number, code or name; left out: none")
	slip := f.String("slip", "", "kind of slip: tiep-nhan, bo-sung, tu-choi, tra-ket-qua; left out: none")
	png := f.String("png", "", "write the QR picture to this file")
	demo := f.Bool("demo", false, "work on the demo")
	if err := p.parse(f); err != nil {
		return err
	}
	s, dir, u, err := p.servedUnit(ctx, *demo, *unit)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	start, out := org.Start{Unit: u.ID}, qrOutput{Unit: u.Code, Demo: dir.Demo()}
	if *point != "" {
		pt, err := org.FindPoint(u.Points, *point)
		if err != nil {
			return err
		}
		start.Point, out.Point = pt.ID, pt.Code
	}
	if *slip != "" {
		if start.Slip, err = org.ParseSlip(*slip); err != nil {
			return err
		}
		out.Slip = start.Slip.Code()
	}
	out.Payload = start.Sign(dir.Key())
	out.Links = map[string]string{"web": p.baseURL() + "/s/" + out.Payload}
	if p.telegram.served() {
		if name, err := p.botName(ctx); err == nil {
			out.Links["telegram"] = "https://t.me/" + name + "?start=" + out.Payload
		} else {
			fmt.Fprintln(p.err, "motcua: no link for Telegram, which does not tell the bot's name:", err)
		}
	}
	if *png != "" {
		picture, err := qr.QR(out.Links["web"], pngSize)
		if err != nil {
			return fmt.Errorf("qr: %w", err)
		}
		if err := os.WriteFile(*png, picture, 0o644); err != nil {
			return fmt.Errorf("qr: %w", err)
		}
		out.PNG = *png
	}
	enc := json.NewEncoder(p.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
