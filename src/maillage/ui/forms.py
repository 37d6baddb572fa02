"""Forms as Maillage draws them."""

from django.forms.renderers import TemplatesSetting


class MaillageRenderer(TemplatesSetting):
    """Fields and errors come from `templates/ui/form/`."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"
