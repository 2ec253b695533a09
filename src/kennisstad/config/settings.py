# SPDX-License-Identifier: EUPL-1.2
"""Django's settings for one site. What differs between installations comes from `env`."""

from pathlib import Path

from csp.constants import NONE, SELF

from kennisstad.config import env, sources

PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = env.secret_key()
SECRET_KEY_FALLBACKS = env.OLD_SECRET_KEYS
DEBUG = env.DEBUG
ALLOWED_HOSTS = env.HOSTS
SITE_ADDRESS = env.ADDRESS.rstrip("/")
KENNISSTAD_HOME = env.HOME
SEMANTIC_MODEL = env.SEMANTIC_MODEL
TRUSTED_PROXIES = env.TRUSTED_PROXIES
DATA_LICENCE = env.DATA_LICENCE

INSTALLED_APPS = [
    "kennisstad.demo",
    "kennisstad.website",
    "kennisstad.workspace",
    "kennisstad.search",
    "kennisstad.newsletter",
    "kennisstad.rounds",
    "kennisstad.progress",
    "kennisstad.campus",
    "kennisstad.citylab",
    "kennisstad.contact",
    "kennisstad.schools",
    "kennisstad.welcome",
    "kennisstad.years",
    "kennisstad.fieldwork",
    "kennisstad.projects",
    "kennisstad.agreement",
    "kennisstad.education",
    "kennisstad.partners",
    "kennisstad.neighbourhoods",
    "kennisstad.accounts",
    "kennisstad.mail",
    "kennisstad.cms",
    "kennisstad.languages",
    "kennisstad.web",
    "kennisstad.audit",
    "kennisstad.worker",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.snippets",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}
MIDDLEWARE = [
    "kennisstad.website.page_cache.PageCacheMiddleware",
    "kennisstad.web.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "kennisstad.web.static.StaticFilesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kennisstad.cms.sizes.EditorSizesMiddleware",
    "kennisstad.web.refusals.RefusalsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "kennisstad.config.urls"
WSGI_APPLICATION = "kennisstad.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kennisstad.neighbourhoods.context.city",
                "kennisstad.website.context.navigation",
                "kennisstad.demo.context.example_data",
            ],
        },
    }
]
FORM_RENDERER = "kennisstad.web.forms.FormRenderer"

DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "workspace:home"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kennisstad.accounts.passwords.OwnRules"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = env.HOME / "static"
MEDIA_ROOT = env.HOME / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kennisstad.web.static.HashedStaticFiles"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
PERIODIC = [
    "kennisstad.mail.actions.deliver_due",
    "kennisstad.citylab.indexing.keep_up",
    "kennisstad.search.indexing.keep_up",
    "kennisstad.citylab.pairs.keep_up",
    "kennisstad.citylab.semantic.keep_up",
    "kennisstad.citylab.returning.ask_whether_used",
    "kennisstad.citylab.legs.keep_up",
    "kennisstad.citylab.lapsing.keep_up",
    "kennisstad.partners.actions.forget_unseen",
    "kennisstad.partners.actions.end_claims_of_gone",
    "kennisstad.rounds.actions.steps.close_due",
    "kennisstad.rounds.computing.look_after",
    "kennisstad.progress.reminding.remind_owners",
    "kennisstad.schools.actions.keep_up",
    "kennisstad.newsletter.composing.keep_up",
    "kennisstad.newsletter.collecting.keep_up",
    "kennisstad.cms.scheduling.keep_up",
    "kennisstad.audit.retention.obey",
    "kennisstad.newsletter.freezing.freeze_due",
    "kennisstad.newsletter.delivering.look_after",
    "kennisstad.worker.statistics.keep_up",
]
"""Functions that the worker calls every minute with `at`."""
BESIDE_TASKS = ["kennisstad.newsletter.delivering.keep_sending"]
"""Functions that every worker calls each second, each in a thread beside its tasks; they may take hours.

Called with `worker_id`, `stopped` (set when the worker is to end) and `lost_after`.
"""
WAITING_MAIL = ["kennisstad.mail.queries.waiting", "kennisstad.newsletter.queries.waiting"]
"""Functions that count mail which waits to leave (`mail/queries.py`), for the doctor and the desks."""
SEARCH_SOURCES, SEARCH_ALONG = sources.SEARCH_SOURCES, sources.SEARCH_ALONG
AGENDA_SOURCES, NEWSLETTER_SOURCES = sources.AGENDA_SOURCES, sources.NEWSLETTER_SOURCES
PAGE_FACTS = {"card": "kennisstad.website.linked.card", "data": "kennisstad.website.linked.data"}
"""What a page says of itself to search engines (`web/templatetags/head.py`)."""
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
SMTP_URL = env.SMTP_URL
DKIM = env.DKIM
BOUNCES = env.BOUNCES

# An editor's pages call nobody either.
EDITOR_PATH = "/redactie/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_SITE_NAME = "Kennisstad"
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "kennisstad.cms.rich_text.PlainRichText"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_IMAGE_MODEL = "cms.PageImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "kennisstad.cms.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "odt", "ods", "pdf", "txt"]
# Editors look pages up by their titles: a plain query does, and nothing has to be kept in step.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database.fallback", "AUTO_UPDATE": False}
}

# Cookies: none before someone signs in; then not to be read by script or sent from elsewhere.
_SECURE = SITE_ADDRESS.startswith("https://")
SESSION_COOKIE_NAME = "__Host-session" if _SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS] if _SECURE else []
CSRF_FAILURE_VIEW = "kennisstad.web.refusals.stale_form"
# Behind our own proxy alone: without one this header is a stranger's word.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "kennisstad.web.refusals.DiscreetFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "filters": {
        "one_line": {
            "()": "django.utils.log.CallbackFilter",
            "callback": "ext://kennisstad.web.refusals.without_traceback",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["one_line"]}},
    # Named to take away its own handlers, and those below it: they would write lines as they came.
    "loggers": {"django": {"handlers": []}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
