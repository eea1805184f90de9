// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands on the controls that the tests use, in both languages: the only place that knows.
const table = {
  // sign in, lock, top bar
  login: ["Login", "Логин"],
  passphrase: ["Passphrase", "Парольная фраза"],
  code: ["One-time code", "Одноразовый код"],
  signIn: ["Sign in", "Войти"],
  signInHeading: ["Sign in", "Вход"],
  refused: ["do not fit together", "не подходят друг к другу"],
  sessionEnded: ["Your session had ended", "Ваш сеанс завершился"],
  textKept: ["Your text was kept", "Ваш текст сохранён"],
  sendNow: ["Send it now", "Отправить сейчас"],
  lock: ["Lock", "Заблокировать"],
  locked: ["Locked", "Заблокировано"],
  unlockRefused: ["This passphrase does not fit", "Эта парольная фраза не подходит"],
  unlock: ["Continue", "Продолжить"],
  neutralTitle: ["Register", "Реестр"],
  signedIn: ["Signed in:", "Вход выполнен:"],
  signOut: ["Sign out", "Выйти"],
  language: ["Language:", "Язык:"],
  myWork: ["My work", "Моя работа"],
  cases: ["Cases", "Дела"],
  newCall: ["New call", "Новое обращение"],
  toMyWork: ["To my work", "К моей работе"],
  denied: ["Not open to you", "Этот раздел вам не открыт"],
  // find
  find: ["Find", "Найти"],
  findField: ["Number, name or phone", "Номер, имя или телефон"],
  numberMatches: ["the number matches", "совпадает номер"],
  phoneMatches: ["the telephone number matches", "совпадает телефон"],
  nothingFound: ["Nothing was found", "ничего не найдено"],
  // a call
  dangerNow: ["Is someone in danger now?", "Есть ли сейчас опасность?"],
  no: ["No", "Нет"],
  whoGotInTouch: ["Who got in touch", "Кто обратился"],
  familyMember: ["Family member", "Родственник или родственница"],
  whatHappened: ["What happened", "Что произошло"],
  keep: ["May we keep what was said?", "Можно ли сохранить рассказанное?"],
  yesKeep: ["Yes, keep it", "Да, сохранить"],
  needs: ["What is asked for", "О чём просят"],
  legalHelp: ["Legal help", "Юридическая помощь"],
  saveCall: ["Save the call", "Сохранить звонок"],
  callSaved: ["is saved", "под номером"],
  handOn: ["Hand it on to a colleague", "Передать коллеге"],
  handOver: ["Hand over", "Передать"],
  handedOver: ["Handed over to me", "Передано мне"],
  receive: ["I have it", "Обращение у меня"],
  openCase: ["Open a case", "Открыть дело"],
  openThisCase: ["Open the case", "Открыть дело"],
  caseHeading: ["Case", "Дело"],
  firstContact: ["First contact", "Первое обращение"],
  becameCase: ["This call became a case", "Это обращение стало делом"],
  relation: ["Relation", "Кем приходится"],
  showWords: ["Show what was said", "Показать рассказ"],
  showAccount: ["Show the account", "Показать рассказ"],
  changeWords: ["Change what was said", "Изменить рассказ"],
  save: ["Save", "Сохранить"],
  saveDraft: ["Save draft", "Сохранить черновик"],
  draftSaved: ["Draft saved at", "Черновик сохранён в"],
  draftKept: ["Here is what you had typed", "Здесь то, что вы ввели"],
  // two versions
  yourVersion: ["Your version", "Ваша редакция"],
  theirVersion: ["Version saved meanwhile", "Редакция, сохранённая за это время"],
  bothTexts: ["Keep both texts", "Оставить оба текста"],
  saveChosen: ["Save the chosen answers", "Сохранить выбранное"],
  // administration
  administration: ["Administration", "Управление"],
  people: ["People who work here", "Сотрудники"],
  leaves: ["This person leaves", "Человек уходит"],
  endAccess: ["End access", "Закрыть доступ"],
  hasLeft: ["Has left", "Больше не работает"],
  addPerson: ["Add a person", "Добавить сотрудника"],
  name: ["Name", "Имя"],
  organisation: ["Organisation", "Организация"],
  hotlineOperator: ["Hotline operator", "Оператор горячей линии"],
  addThisPerson: ["Add this person", "Добавить"],
  shownOnce: ["This page is shown once", "Эта страница показывается один раз"],
  refusedOnly: ["Refused only", "Только отказы"],
  show: ["Show", "Показать"],
  whoDidWhat: ["Who did what", "Кто что делал"],
  listOfPeople: ["List of people", "Список сотрудников"],
  pageRefused: ["Refused", "Отказано"],
};

const languages = ["en", "ru"];

/** The words of one language: `wordsIn("ru").save` is "Сохранить". */
export function wordsIn(language) {
  const column = languages.indexOf(language);
  if (column < 0) throw new Error(`no words for ${language}`);
  return Object.fromEntries(Object.entries(table).map(([key, texts]) => [key, texts[column]]));
}

/** Matches a word in any language, at the beginning of a name. */
export function inAnyLanguage(key) {
  return new RegExp(`^(${table[key].map((text) => text.replace(/[.?]/g, "\\$&")).join("|")})`, "i");
}
