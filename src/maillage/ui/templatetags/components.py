"""The components: one function, one template in `templates/ui/components/`, one entry on the style page."""

from django import template

register = template.Library()
