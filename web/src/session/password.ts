// The rules for a new password, said before the server says them.

/** What is still wrong with a new password, in Chinese; nothing when it will do. */
export function passwordFault(next: string, username: string): string | undefined {
  const length = Array.from(next).length;
  if (length < 10) return `密码至少10位，现在${length}位`;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(next)).length;
  if (classes < 3) return `须含大写字母、小写字母、数字、符号中的至少3类，现在${classes}类`;
  if (username && next.toLowerCase().includes(username.toLowerCase())) return "密码不能包含账号";
  return undefined;
}
