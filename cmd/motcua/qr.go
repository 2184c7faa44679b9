package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"motcua/internal/qr"
	"motcua/internal/service"
	"motcua/org"
	"motcua/org/directory"
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
func (p *program) qr(f *flags) action {
	unit, point, slip := f.unit(), f.text("point", ""), f.text("slip", "")
	png, demo := f.text("png", ""), f.demo()
	return func(ctx context.Context) error {
		return p.withUnit(ctx, *demo, *unit, func(_ *service.Store, dir *directory.Directory, u *directory.Unit) error {
			out := qrOutput{Unit: u.Code, Demo: dir.Demo(), PNG: *png}
			start, err := out.start(u, *point, *slip)
			if err != nil {
				return err
			}
			out.Payload = start.Sign(dir.Key())
			out.Links = p.qrLinks(ctx, out.Payload)
			if *png != "" {
				if err := writeQR(*png, out.Links["web"]); err != nil {
					return err
				}
			}
			enc := json.NewEncoder(p.out)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			return enc.Encode(out)
		})
	}
}

// start finds the point and the slip that are named.
func (o *qrOutput) start(u *directory.Unit, point, slip string) (start org.Start, err error) {
	start.Unit = u.ID
	if point != "" {
		pt, err := org.FindPoint(u.OpenPoints(), point)
		if err != nil {
			return start, refuse(wordNoPoint, point, pointNames(u.OpenPoints()))
		}
		start.Point, o.Point = pt.ID, pt.Code
	}
	if slip != "" {
		if start.Slip, err = org.ParseSlip(slip); err != nil {
			return start, refuse(wordNoSlip, slip)
		}
		o.Slip = start.Slip.Code()
	}
	return start, nil
}

func pointNames(points []org.Point) string {
	var all []string
	for _, p := range points {
		all = append(all, fmt.Sprintf("%d (%s: %s)", p.ID, p.Code, p.Name))
	}
	return strings.Join(all, ", ")
}

// qrLinks are the links of a start payload by channel.
func (p *program) qrLinks(ctx context.Context, payload string) map[string]string {
	p.warnReach()
	links := map[string]string{"web": p.baseURL() + "/s/" + payload}
	for _, on := range p.served() {
		found := p.probe(ctx, on)
		if found.Link == nil {
			fmt.Fprintln(p.err, "motcua:", because(found.Err, wordQRNoLink, org.ChannelName(on.Name())))
			continue
		}
		links[on.Name()] = found.Link(payload)
	}
	return links
}

func writeQR(path, link string) error {
	picture, err := qr.QR(link, pngSize)
	if err != nil {
		return because(err, wordQRFailed)
	}
	return os.WriteFile(path, picture, 0o644)
}
