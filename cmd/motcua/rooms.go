package main

import (
	"context"
	"fmt"
	"time"

	"motcua/bot/webchat"
	"motcua/internal/service"
	"motcua/org"
	"motcua/org/directory"
)

// linkLife is how long a link code can be used.
const linkLife = 24 * time.Hour

// link is "motcua link": a one-time code with which leaders have a chat receive the digests.
func (p *program) link(f *flags) action {
	unit, demo := f.unit(), f.demo()
	return func(ctx context.Context) error {
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			code, err := s.NewLinkCode(ctx, u.ID, linkLife)
			if err != nil {
				return err
			}
			fmt.Fprintf(p.out, wordLinkCode, u.Authority(), code)
			return nil
		})
	}
}

// room is "motcua room": a new link to a unit's leadership room.
func (p *program) room(f *flags) action {
	unit, demo := f.unit(), f.demo()
	return func(ctx context.Context) error {
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			return p.newRoom(ctx, s, u.Unit)
		})
	}
}

// newRoom opens a unit's leadership room under a new secret link and prints it.
func (p *program) newRoom(ctx context.Context, s *service.Store, u org.Unit) error {
	token, err := s.OpenRoom(ctx, u.ID, webchat.RoomConv(u.Code))
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, wordRoomLink, p.baseURL(), token)
	p.warnReach()
	return nil
}
