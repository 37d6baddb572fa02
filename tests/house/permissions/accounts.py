"""Log-in, account, personal links, messages, files."""

from __future__ import annotations

from tests.house.permissions.lines import FORM, Line, own

LINES = (
    Line("account_login", (200, FORM, FORM, FORM, FORM)),
    Line("account_login_by_password", (200, FORM, FORM, FORM, FORM)),
    Line("account_confirm_login_code", (FORM, FORM, FORM, FORM, FORM)),
    Line("account_signup", (200, FORM, FORM, FORM, FORM)),
    Line("account_inactive", (200,) * 5),
    Line("account_logout", (FORM, 200, 200, 200, 200)),
    own("account_email", administrator=200),
    own("account_set_password", administrator=200),
    own("mfa_index", administrator=200),
    own("accounts:account", administrator=200),
    own("accounts:profile"),
    own("accounts:own_data"),
    own("accounts:download_data", method="post"),
    own("accounts:erase_data"),
    Line("accounts:demo_role", (404,) * 5, method="post", args=("coordinatrice",)),
    Line("links:open", (404,) * 5, args=("inconnu",)),
    Line("links:renew", (404,) * 5, method="post", args=("inconnu",)),
    Line("mailing:outbox", (404, 404, 200, 200, 200)),
    Line("mailing:message", (404, 404, 404, 404, 200), args=("message",)),
    Line("mailing:copied", (404, 404, 404, 404, 302), method="post", args=("message",)),
    Line("mailing:in_error", (404, 404, 404, 404, 302), method="post", args=("message",)),
    Line("mailing:send_again", (404, 404, 404, 404, 302), method="post", args=("message",)),
    own("files:my_photo"),
    Line("files:file", (200,) * 5, args=("public_file",)),
    Line("files:file", (404, 404, 200, 200, 200), args=("members_file",)),
    Line("files:file", (404, 404, 404, 200, 200), args=("coordinators_file",)),
    Line("files:file", (404,) * 5, args=("space_file",)),
)
