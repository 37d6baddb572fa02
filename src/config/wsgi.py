"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What was loaded stays as long as the process: looking through it again and again for garbage costs a page in six.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
