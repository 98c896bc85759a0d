// A small grammY bot: greets, echoes with a button, answers presses, sends a picture and an album.
import { Bot, InlineKeyboard, InputFile, GrammyError } from "grammy";

const bot = new Bot(process.env.BOT_TOKEN, { client: { apiRoot: process.env.API_BASE } });
const png = Buffer.from(process.env.PNG, "base64");

bot.command("start", (context) => context.reply(`<b>welcome</b> ${context.match}`, { parse_mode: "HTML" }));
bot.command("album", (context) => context.replyWithMediaGroup([
  { type: "photo", media: new InputFile(png, "a.png"), caption: "one" },
  { type: "photo", media: new InputFile(png, "b.png") },
]));
bot.command("error", async (context) => {
  try {
    await context.api.sendMessage(999, "x");
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    await context.reply(`${error.error_code} ${error.description}`);
  }
});
bot.on("message:photo", async (context) => {
  const file = await context.getFile();
  await context.replyWithPhoto(new InputFile(png, "c.png"), { caption: `${file.file_size} bytes` });
});
bot.on("message:text", (context) => context.reply(`got ${context.message.text}`, {
  reply_markup: new InlineKeyboard().text("same", "same"),
  reply_parameters: { message_id: context.message.message_id },
}));
bot.on("edited_message:text", (context) => context.reply(`now ${context.editedMessage.text}`));
bot.callbackQuery("same", async (context) => {
  await context.answerCallbackQuery("noted");
  await context.editMessageText("same as before");
});
bot.on("my_chat_member", (context) => console.log(JSON.stringify(context.myChatMember.new_chat_member.status)));

process.on("SIGTERM", () => process.exit(0));
await bot.api.setMyCommands([{ command: "album", description: "two pictures" }]);
await bot.start({ onStart: (me) => console.log(JSON.stringify(me.username)) });
