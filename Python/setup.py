"""A wheel for one platform and every Python: what is inside is no extension of Python's.

`./scripts/wheel` runs this and says for which platform; by itself it makes nothing that works.
"""

import os

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel


class PlatformWheel(bdist_wheel):
    def finalize_options(self):
        super().finalize_options()
        self.root_is_pure = False

    def get_tag(self):
        return "py3", "none", os.environ["TRUECOPY_PLATFORM"]


setup(version=os.environ["TRUECOPY_VERSION"], cmdclass={"bdist_wheel": PlatformWheel})
