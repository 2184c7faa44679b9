package org

// channel is a way by which answers and messages reach a unit.
type channel struct {
	code     string // in events, rows and figures
	name     string // for people
	platform bool   // messages pass through the servers of a company
}

// channels are all there are, so that each has one name wherever it is read. How to add one is
// in docs/them-moi.md.
var channels = [...]channel{
	{code: "web", name: "trang web"},
	{code: "telegram", name: "Telegram", platform: true},
	{code: "zalo", name: "Zalo", platform: true},
	{code: "kiosk", name: "máy tại quầy"},
	{code: "paper", name: "phiếu giấy"},
	{code: "phone", name: "điện thoại"},
}

func channelOf(code string) channel {
	for _, c := range channels {
		if c.code == code {
			return c
		}
	}
	return channel{code: code, name: code}
}

// ChannelName is a channel's name for people; a channel that is not known here is called by its code.
func ChannelName(code string) string { return channelOf(code).name }

// ChannelPlatform names the platform whose servers the messages of a channel pass through; "" if they pass through none.
func ChannelPlatform(code string) string {
	if c := channelOf(code); c.platform {
		return c.name
	}
	return ""
}
