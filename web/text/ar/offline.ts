/** Arabic words for when there is no network, for the home screen, and for leaving a phone. */

export const offline = {
  title: 'لا شبكة الآن',
  lead: 'هذه الصفحة لم تُفتح على هاتفك من قبل. ما فتحته محفوظ هنا:',
  nothing: 'لم تُفتح على هذا الهاتف صفحات بعد. أعد المحاولة حين ترجع الشبكة.',
  again: 'أعد المحاولة',
  places: 'أماكنك',
  own: 'إعلانات ورشتك',
  seen: 'ما رأيته أخيرًا',
  waiting: 'ما ينتظر الإرسال',
  /** A time such as "2 hours ago" follows. */
  asOf: 'الشبكة لا تجيب. هكذا كانت الصفحة',
  renew: 'حدّثها',
  install: 'ضع عنقود على شاشة هاتفك',
  /** A number follows. */
  unsent: 'أشياء لم تُرسل بعد:',
  unsentHint: 'الخروج يمحوها من هذا الهاتف، ولن تصل إلى أحد.',
  sendFirst: 'أرسلها أولًا',
  leaveAnyway: 'امحها واخرج',
};
