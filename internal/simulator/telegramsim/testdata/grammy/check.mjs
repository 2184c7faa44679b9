// A foreign client judges the server: grammY knows nothing of this project and was written against the
// real platform. The people are played through HOME_URL/play/…, which the Go test answers.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { join } from "node:path";
import assert from "node:assert/strict";

const require = createRequire(join(process.env.GRAMMY_HOME, "check.js"));
const { Bot, GrammyError, HttpError, InlineKeyboard, InputFile, webhookCallback } = require("grammy");
const { autoRetry } = require("@grammyjs/auto-retry");

const { SERVER_URL: server, BOT_TOKEN: token } = process.env;
const options = { client: { apiRoot: server } };

async function play(what, args = {}) {
  const res = await fetch(`${server}/play/${what}?${new URLSearchParams(args)}`);
  assert.equal(res.status, 200, `play ${what}: ${await res.clone().text()}`);
  return res.json();
}

// until asks again and again for something that is about to become true.
async function until(what, ask) {
  for (const end = Date.now() + 10000; Date.now() < end; await new Promise((r) => setTimeout(r, 10))) {
    const found = await ask();
    if (found) return found;
  }
  assert.fail(`never: ${what}`);
}

const shown = async (text) => until(`a message "${text}"`, async () => (await play("chat")).find((m) => m.text === text));

async function refusal(promise, code, description) {
  const err = await promise.then(() => assert.fail(`${description} was accepted`), (e) => e);
  assert.ok(err instanceof GrammyError, String(err));
  assert.equal(err.error_code, code);
  assert.match(err.description, description);
  return err;
}

function handlers(bot, heard) {
  bot.command("start", async (ctx) => {
    heard.push(`start ${ctx.match}`);
    await ctx.reply("<b>Ông/Bà thấy thế nào?</b>", {
      parse_mode: "HTML",
      reply_markup: new InlineKeyboard().text("Tốt", "diem:5").text("Kém", "diem:1").row().url("Trang", "https://xa.gov.vn"),
    });
  });
  bot.callbackQuery(/^diem:(\d)$/, async (ctx) => {
    heard.push(`tap ${ctx.match[1]}`);
    await ctx.answerCallbackQuery({ text: "Đã ghi" });
    await ctx.editMessageText(`Điểm ${ctx.match[1]}`);
  });
  bot.on("edited_message:text", (ctx) => heard.push(`edited ${ctx.editedMessage.text}`));
  bot.on("message:sticker", (ctx) => heard.push(`sticker ${ctx.message.sticker.emoji}`));
  bot.on("my_chat_member", (ctx) => heard.push(ctx.myChatMember.new_chat_member.status));
  bot.on("message:text", async (ctx) => {
    heard.push(ctx.message.text);
    await ctx.reply(`nghe: ${ctx.message.text}`);
  });
}

async function polling() {
  const bot = new Bot(token, options);
  const heard = [];
  handlers(bot, heard);
  await bot.init();
  assert.equal(bot.botInfo.username, "motcua_bot");
  assert.equal(bot.botInfo.can_read_all_group_messages, false);
  const running = bot.start({ allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"] });
  await play("start", { payload: "phieu-7" });
  const asked = await shown("Ông/Bà thấy thế nào?");
  assert.deepEqual(asked.entities, [{ type: "bold", offset: 0, length: 20 }]);
  assert.equal(asked.reply_markup.inline_keyboard.length, 2);
  const { id } = await play("tap", { message: asked.message_id, button: "Tốt" });
  const thanked = await shown("Điểm 5");
  assert.equal(thanked.message_id, asked.message_id);
  assert.equal(thanked.reply_markup, undefined);
  assert.equal((await play("answer", { id })).Text, "Đã ghi");
  await play("sticker");
  await play("edit", { text: "đã sửa" });
  await play("block");
  await until("all was heard", () => heard.includes("kicked"));
  assert.deepEqual(heard, ["start phieu-7", "tap 5", "sticker 👍", "edited đã sửa", "kicked"]);
  await refusal(bot.api.sendMessage(asked.chat.id, "x"), 403, /^Forbidden: bot was blocked by the user$/);
  await play("unblock");
  await until("unblocking was heard", () => heard.at(-1) === "member");
  await bot.stop();
  await running;
  assert.deepEqual(await bot.api.getUpdates(), [], "stopping confirms what was handled");
  return asked.chat.id;
}

async function calls(chat) {
  const { api } = new Bot(token, options);
  const sent = await api.sendMessage(chat, "một", { reply_markup: new InlineKeyboard().text("a", "b") });
  await refusal(api.editMessageText(chat, sent.message_id, "một", { reply_markup: new InlineKeyboard().text("a", "b") }), 400, /message is not modified/);
  await api.editMessageReplyMarkup(chat, sent.message_id);
  await refusal(api.editMessageText(chat, 999999, "x"), 400, /message to edit not found/);
  await refusal(api.sendMessage(chat, "<p>x</p>", { parse_mode: "HTML" }), 400, /can't parse entities: Unsupported start tag "p" at byte offset 0/);
  await refusal(api.sendMessage(chat, "x".repeat(4097)), 400, /message is too long/);
  await refusal(api.sendMessage(chat, "x", { reply_markup: new InlineKeyboard().text("a", "b".repeat(65)) }), 400, /BUTTON_DATA_INVALID/);
  await refusal(api.sendMessage(1, "x"), 400, /chat not found/);
  await refusal(api.answerCallbackQuery("1"), 400, /query is too old/);
  await api.deleteMessage(chat, sent.message_id);
  await api.sendChatAction(chat, "typing");
  await api.setMyCommands([{ command: "start", description: "Bắt đầu" }], { language_code: "vi", scope: { type: "all_private_chats" } });
  assert.equal((await api.getMyCommands({ language_code: "vi", scope: { type: "all_private_chats" } }))[0].description, "Bắt đầu");
  await api.setMyDescription("Xã Tam Phước");
  assert.equal((await api.getMyDescription()).description, "Xã Tam Phước");
  assert.equal((await api.getChat(chat)).type, "private");
}

async function files(chat) {
  const { api } = new Bot(token, options);
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
  const photo = await api.sendPhoto(chat, new InputFile(png, "bieu-do.png"), { caption: "Biểu đồ" });
  assert.equal(photo.photo.at(-1).width, 1);
  const again = await api.sendPhoto(chat, photo.photo.at(-1).file_id);
  assert.equal(again.photo.at(-1).file_unique_id, photo.photo.at(-1).file_unique_id);
  const changed = await api.editMessageCaption(chat, photo.message_id, { caption: "Tháng 10" });
  assert.equal(changed.caption, "Tháng 10");
  const doc = await api.sendDocument(chat, new InputFile(Buffer.from("PK bảng"), "bảng tháng 10.xlsx"));
  assert.equal(doc.document.file_name, "bảng tháng 10.xlsx");
  const { file_path } = await api.getFile(doc.document.file_id);
  const body = await (await fetch(`${server}/file/bot${token}/${file_path}`)).text();
  assert.equal(body, "PK bảng");
  await refusal(api.sendPhoto(chat, new InputFile(Buffer.from("không phải ảnh"), "x.png")), 400, /IMAGE_PROCESS_FAILED/);
}

async function troubles(chat) {
  const { api } = new Bot(token, options);
  api.config.use(autoRetry());
  await play("fault", { kind: "429" });
  const begun = Date.now();
  await api.sendMessage(chat, "sau khi chờ");
  assert.ok(Date.now() - begun >= 1000, "the call was not retried after retry_after");
  const bare = new Bot(token, options).api;
  await play("fault", { kind: "drop" });
  await bare.sendMessage(chat, "có đến").then(() => assert.fail("the answer was not dropped"), (e) => assert.ok(e instanceof HttpError));
  await shown("có đến");
  await play("fault", { kind: "502" });
  await bare.sendMessage(chat, "x").then(() => assert.fail("no 502"), (e) => assert.ok(e instanceof HttpError, String(e)));
  const first = bare.getUpdates({ timeout: 20 });
  await until("the first poll waits", async () => (await play("polling")).waiting);
  const second = bare.getUpdates({ timeout: 1 });
  await refusal(first, 409, /terminated by other getUpdates request/);
  assert.deepEqual(await second, []);
}

async function webhook(chat) {
  const bot = new Bot(token, { client: { apiRoot: server, canUseWebhookReply: (method) => method === "sendMessage" } });
  const heard = [];
  handlers(bot, heard);
  await bot.init();
  const receive = createServer(webhookCallback(bot, "http", { secretToken: "Bi_mat-1" }));
  await new Promise((done) => receive.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${receive.address().port}/hook`;
  assert.equal((await fetch(url, { method: "POST", body: "{}" })).status, 401, "a delivery without the secret");
  await bot.api.setWebhook(url, { secret_token: "Bi_mat-1", allowed_updates: ["message", "callback_query"], max_connections: 5 });
  await play("text", { text: "qua webhook" });
  await shown("nghe: qua webhook");
  const { message_id } = await bot.api.sendMessage(chat, "Câu 2", { reply_markup: new InlineKeyboard().text("Kém", "diem:1") });
  await play("tap", { message: message_id, button: "diem:1" });
  await shown("Điểm 1");
  const info = await until("nothing is pending", async () => {
    const i = await bot.api.getWebhookInfo();
    return i.pending_update_count === 0 && i;
  });
  assert.equal(info.url, url);
  assert.equal(info.last_error_message, undefined);
  assert.deepEqual(heard, ["qua webhook", "tap 1"]);
  await bot.api.deleteWebhook();
  receive.closeAllConnections();
  receive.close();
}

const chat = await polling();
await calls(chat);
await files(chat);
await troubles(chat);
await webhook(chat);
console.log("grammY agrees");
process.exit(0);
